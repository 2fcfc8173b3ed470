using Mailstead.Mime.Headers;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>A parameter list of BODYSTRUCTURE: (name value name value) or NIL. Names in lower case, values decoded.</summary>
internal static class BodyParameters
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyDictionary<string, string> Read(ref ImapReader reader)
    {
        if (!reader.TryTake((byte)'('))
        {
            reader.Skip();
            return None;
        }
        var raw = new List<KeyValuePair<string, string>>();
        var plain = true;
        reader.TrySpace();
        while (!reader.TryTake((byte)')'))
        {
            reader.TryNString(out var name);
            reader.Space();
            reader.TryNString(out var value);
            reader.TrySpace();
            plain &= !name.Contains((byte)'*') && value.IndexOf("=?"u8) < 0;
            raw.Add(new(CommonWords.Lower(name), OneLine.Of(value)));
        }
        if (!plain)
            return RawParameters.Decode(raw);
        var found = new Dictionary<string, string>(raw.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in raw)
            found[name] = value;
        return found;
    }

    public static string? FileName(IReadOnlyDictionary<string, string> disposition, IReadOnlyDictionary<string, string> type) =>
        disposition.GetValueOrDefault("filename") ?? type.GetValueOrDefault("name");
}
