using System.Globalization;

namespace Mailstead.Benchmarks.Load;

/// <summary>--name value pairs, switches, and whatever stands behind --. What nobody asked for is refused by <see cref="End"/>.</summary>
internal sealed class LoadArguments
{
    private readonly List<string> _left;

    public LoadArguments(IReadOnlyList<string> args)
    {
        var dashes = args.TakeWhile(a => a != "--").Count();
        _left = [.. args.Take(dashes)];
        Command = [.. args.Skip(dashes + 1)];
    }

    public IReadOnlyList<string> Command { get; }

    public bool Switch(string name) => _left.Remove(name);

    public string? Value(string name)
    {
        var at = _left.IndexOf(name);
        if (at < 0) return null;
        if (at + 1 >= _left.Count) throw new LoadUsageException($"{name} needs a value.");
        var value = _left[at + 1];
        _left.RemoveRange(at, 2);
        return value;
    }

    public string Required(string name) => Value(name) ?? throw new LoadUsageException($"{name} is missing.");

    public int Number(string name, int fallback)
    {
        var text = Value(name);
        if (text is null) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new LoadUsageException($"{name} is a number, not '{text}'.");
    }

    public void End()
    {
        if (_left.Count > 0) throw new LoadUsageException($"'{_left[0]}' is not known here.");
    }
}
