using System.Globalization;
using System.Text;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>The few words that nearly every structure is made of, as strings that exist once.</summary>
internal static class CommonWords
{
    private static readonly string[] Words =
    [
        "text", "plain", "html", "mixed", "alternative", "related", "application", "octet-stream", "pdf", "image", "png", "jpeg", "7bit", "8bit",
        "base64", "quoted-printable", "attachment", "inline", "message", "rfc822", "calendar", "signed", "utf-8", "us-ascii",
    ];

    private static readonly string[] Numbers = [.. Enumerable.Range(0, 32).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    public static string Lower(ReadOnlySpan<byte> text)
    {
        foreach (var word in Words)
        {
            if (word.Length == text.Length && Ascii.EqualsIgnoreCase(text, word))
                return word;
        }
        return Encoding.UTF8.GetString(text).ToLowerInvariant();
    }

    public static string Number(int number) => number < Numbers.Length ? Numbers[number] : number.ToString(CultureInfo.InvariantCulture);
}
