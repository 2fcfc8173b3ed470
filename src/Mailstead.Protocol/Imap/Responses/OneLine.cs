using System.Text;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Octets of an envelope or structure as text of one line: a literal may hold line breaks, and what is made of an address or file name must not.</summary>
internal static class OneLine
{
    public static string Of(ReadOnlySpan<byte> octets)
    {
        var text = Encoding.UTF8.GetString(octets);
        return text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
    }
}
