using System.Text;

namespace Mailstead.Protocol.Errors;

/// <summary>Makes what a server said fit for <see cref="MailException.ServerText"/>.</summary>
internal static class UntrustedText
{
    /// <summary>Characters kept of one text.</summary>
    internal const int MaxLength = 500;

    internal static string Clean(ReadOnlySpan<byte> utf8, int maxLength = MaxLength) => Clean(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * maxLength)]), maxLength);

    /// <summary>Control, format (bidirectional, zero width, tag) and unpaired surrogate characters become one space; the rest is cut at <paramref name="maxLength"/>.</summary>
    internal static string Clean(string text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > maxLength) break;
            if (IsShowable(rune)) clean.Append(rune);
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }

        return clean.ToString().TrimEnd();
    }

    private static bool IsShowable(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control or
        System.Globalization.UnicodeCategory.Format or
        System.Globalization.UnicodeCategory.LineSeparator or
        System.Globalization.UnicodeCategory.ParagraphSeparator or
        System.Globalization.UnicodeCategory.PrivateUse or
        System.Globalization.UnicodeCategory.OtherNotAssigned);
}
