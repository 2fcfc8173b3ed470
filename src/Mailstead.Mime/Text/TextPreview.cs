using System.Text;

namespace Mailstead.Mime.Text;

/// <summary>The first words of a message on one line, for lists.</summary>
public static class TextPreview
{
    /// <summary>New text before quoted; blanks collapsed; cut between characters with "…" at the end.</summary>
    /// <param name="maxChars">UTF-16 units, the ellipsis included.</param>
    public static string Of(string text, int maxChars = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChars, 1);
        // What is shown stands near the top: a long body is not split as a whole.
        var head = text.Length > 20_000 ? text[..20_000] : text;
        var split = QuotedText.Split(head);
        var source = split.New.Length > 0 ? split.New : split.Quoted.Length > 0 ? split.Quoted : split.Signature;
        var result = new StringBuilder(Math.Min(maxChars, source.Length));
        var blank = false;
        foreach (var rune in source.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                blank = result.Length > 0;
                continue;
            }
            if (result.Length + (blank ? 1 : 0) + rune.Utf16SequenceLength > maxChars)
            {
                while (result.Length >= maxChars) result.Length -= char.IsLowSurrogate(result[^1]) ? 2 : 1;
                return result.Append('…').ToString();
            }
            if (blank) result.Append(' ');
            blank = false;
            result.Append(rune.ToString());
        }
        return result.ToString();
    }
}
