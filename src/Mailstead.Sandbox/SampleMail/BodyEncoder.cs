using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Content-Transfer-Encodings (RFC 2045 section 6), format=flowed (RFC 3676), line ends.</summary>
internal static class BodyEncoder
{
    public static string Base64(ReadOnlySpan<byte> bytes)
    {
        var text = Convert.ToBase64String(bytes);
        var lines = new StringBuilder(text.Length + (text.Length / 38));
        for (var i = 0; i < text.Length; i += 76)
            lines.Append(text, i, Math.Min(76, text.Length - i)).Append("\r\n");
        return lines.ToString();
    }

    public static string QuotedPrintable(ReadOnlySpan<byte> bytes)
    {
        var result = new StringBuilder(bytes.Length + 64);
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                result.Append("\r\n");
                column = 0;
                i++;
                continue;
            }

            var atLineEnd = i + 1 == bytes.Length || bytes[i + 1] == '\r';
            var plain = bytes[i] is (>= 33 and <= 126 and not (byte)'=') || (bytes[i] == ' ' && !atLineEnd);
            var width = plain ? 1 : 3;
            if (column + width > 75)
            {
                result.Append("=\r\n");
                column = 0;
            }

            if (plain)
                result.Append((char)bytes[i]);
            else
                result.Append(CultureInfo.InvariantCulture, $"={bytes[i]:X2}");
            column += width;
        }

        return result.ToString();
    }

    /// <summary>Long lines wrapped at 72 with a trailing space; lines that would be misread are space-stuffed.</summary>
    public static string Flow(string text)
    {
        var result = new StringBuilder(text.Length + 64);
        foreach (var paragraph in text.TrimEnd('\n').Split('\n'))
        {
            var rest = paragraph.StartsWith(' ') || paragraph.StartsWith("From ", StringComparison.Ordinal) ? " " + paragraph : paragraph;
            if (rest is not "-- ")
                rest = rest.TrimEnd(' ');
            while (rest.Length > 72 && rest.LastIndexOf(' ', 71) is var cut and > 0)
            {
                result.Append(rest, 0, cut + 1).Append('\n');
                rest = rest[(cut + 1)..];
            }

            result.Append(rest).Append('\n');
        }

        return result.ToString();
    }

    public static string CrLf(string text) => text.ReplaceLineEndings("\r\n");
}
