using Mailstead.Accounts.Configuration;

namespace Mailstead.Tests.Accounts;

/// <summary>A configuration directory that is gone after the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public TemporaryHome() => Environment["MAILSTEAD_HOME"] = Path;

    public string Path { get; } = Directory.CreateTempSubdirectory("mailstead-home-").FullName;
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);
    public SettingsInput Input => new() { Environment = Environment };
    public ConfigPaths Paths => ConfigPaths.Resolve(Input);

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file name, temporary ones included.</summary>
    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Path).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
