using System.Text;

namespace Mailstead.Mime.Headers;

/// <summary>Parameters that another parser took apart (a BODYSTRUCTURE of IMAP), still encoded: RFC 2231 continuations and charsets, RFC 2047 words.</summary>
public static class RawParameters
{
    /// <returns>Names in lower case, values decoded.</returns>
    public static IReadOnlyDictionary<string, string> Decode(IEnumerable<KeyValuePair<string, string>> raw)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in raw)
        {
            text.Append("; ").Append(name).Append("=\"");
            foreach (var c in value)
                text.Append(c is '"' or '\\' ? "\\" : "").Append(c);
            text.Append('"');
        }
        return ParameterReader.Read(text.ToString(), 0, out _);
    }
}
