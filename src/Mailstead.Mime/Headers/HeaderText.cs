using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Mailstead.Mime.Encodings;

namespace Mailstead.Mime.Headers;

/// <summary>From the bytes of a header value to characters: unfolding, 8-bit, control characters.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c), .. Enumerable.Range(127, 33).Select(c => (char)c), '\u2028', '\u2029']);

    /// <summary>UTF-8 (RFC 6532) when it is that, else windows-1252: what senders without a charset mean in practice.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes)
        => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Charsets.Windows1252.GetString(bytes);

    /// <summary>The value of a field as one line, encoded words untouched.</summary>
    public static string Unfold(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        return Clean(ToText(value));
    }

    /// <summary>One line, whatever came in: line breaks vanish (a fold keeps its blank), other control characters too, tabs become blanks.</summary>
    public static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0) return text;
        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\t' or '\u2028' or '\u2029') clean.Append(' ');
            else if (!char.IsControl(c)) clean.Append(c);
        }
        return clean.ToString();
    }

    /// <summary>Comments out, one blank in (RFC 5322 section 3.2.2). Nested ones are counted, not recursed into.</summary>
    public static string StripComments(string text)
    {
        if (!text.Contains('(', StringComparison.Ordinal)) return text;
        var kept = new StringBuilder(text.Length);
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                if (depth == 0) kept.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (c == '"' && depth == 0) { quoted = !quoted; kept.Append(c); }
            else if (c == '(' && !quoted) { if (depth++ == 0) kept.Append(' '); }
            else if (c == ')' && depth > 0) depth--;
            else if (depth == 0) kept.Append(c);
        }
        return kept.ToString();
    }
}
