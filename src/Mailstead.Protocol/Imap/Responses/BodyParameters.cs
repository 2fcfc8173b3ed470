using System.Text;
using Mailstead.Mime.Encodings;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>A parameter list of BODYSTRUCTURE: (name value name value) or NIL.</summary>
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
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        reader.TrySpace();
        while (!reader.TryTake((byte)')'))
        {
            reader.TryNString(out var name);
            reader.Space();
            reader.TryNString(out var value);
            reader.TrySpace();
            found[Encoding.UTF8.GetString(name)] = Encoding.UTF8.GetString(value);
        }
        return found;
    }

    public static string? FileName(IReadOnlyDictionary<string, string> disposition, IReadOnlyDictionary<string, string> type)
    {
        var name = disposition.GetValueOrDefault("filename") ?? type.GetValueOrDefault("name");
        return name is null ? null : EncodedWords.Decode(name);
    }
}
