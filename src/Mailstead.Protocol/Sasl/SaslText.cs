using System.Globalization;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>User names and passwords as mechanisms want them.</summary>
internal static class SaslText
{
    /// <summary>SASLprep (RFC 4013) as far as it changes anything for text a person can type: other spaces become a space, soft hyphens and joiners vanish, NFKC, no control characters.</summary>
    internal static string Prepare(string text)
    {
        if (Ascii.IsValid(text)) return Checked(text);
        var mapped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsMappedToNothing(c)) continue;
            mapped.Append(char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c);
        }

        try
        {
            return Checked(mapped.ToString().Normalize(NormalizationForm.FormKC));
        }
        catch (ArgumentException)
        {
            throw new CallerException("The user name or password is not well-formed Unicode.");
        }
    }

    /// <summary>Refuses what would end a field early in PLAIN, XOAUTH2 or OAUTHBEARER.</summary>
    internal static string Checked(string text) => text.Any(char.IsControl)
        ? throw new CallerException("A user name, password or token must not contain control characters.", remedy: "Check the secret's source for a line break at its end.")
        : text;

    private static bool IsMappedToNothing(char c) => c is '\u00AD' or '\u034F' or '\u1806' or (>= '\u180B' and <= '\u180D') or (>= '\u200B' and <= '\u200D') or '\u2060' or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';
}
