using System.Text;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary>Lines for the wire log: literals are counted, not shown.</summary>
internal static class WireText
{
    private const int Longest = 2000;

    public static string Of(IReadOnlyList<WirePart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.IsLiteral)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<{part.Bytes.Length} octets>");
            else
                text.Append(Show(part.Bytes.Span));
        }
        return text.ToString();
    }

    /// <param name="frame">With its literals inline: everything behind the first announcement is left out.</param>
    public static string Of(ReadOnlySpan<byte> frame)
    {
        var end = frame.IndexOf((byte)'\n');
        var first = end < 0 ? frame : frame[..end];
        return Show(first) + (end >= 0 && end < frame.Length - 1 ? "<literals>" : "");
    }

    private static string Show(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, Longest)].TrimEnd("\r\n"u8);
        return string.Concat(Encoding.UTF8.GetString(text).Select(c => char.IsControl(c) ? '\ufffd' : c));
    }
}
