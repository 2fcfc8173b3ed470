using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Fills in what stands between {{ and }}: dates relative to now, and characters that an editor would hide.</summary>
internal static class SampleText
{
    public static string Expand(string text, DateTimeOffset now)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is var open and >= 0)
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            result.Append(text, at, open - at).Append(Value(text[(open + 2)..close], now));
            at = close + 2;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>"+12d dddd d MMMM", "-1d", "zw text", "tags text", "byte E9".</summary>
    private static string Value(string inner, DateTimeOffset now)
    {
        var (word, rest) = inner.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? (inner[..space], inner[(space + 1)..]) : (inner, "d MMMM yyyy");
        return word switch
        {
            // Zero-width spaces between the letters.
            "zw" => string.Join('\u200B', rest.ToCharArray()),
            // The tag block: invisible twins of ASCII.
            "tags" => string.Concat(rest.Select(c => char.ConvertFromUtf32(0xE0000 + c))),
            "byte" => ((char)Convert.ToByte(rest, 16)).ToString(),
            // One letter alone would name a standard format.
            _ => now.AddDays(int.Parse(word.TrimEnd('d'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)).ToString(rest.Length == 1 ? "%" + rest : rest, CultureInfo.InvariantCulture),
        };
    }
}
