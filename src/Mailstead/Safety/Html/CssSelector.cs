using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>Compounds that must be found going up from an element. Child and sibling combinators count as "somewhere above" or are dropped: what a sender hides by any selector stays hidden.</summary>
internal sealed record CssSelector(IReadOnlyList<CssCompound> Parts)
{
    private const int MaxLength = 300;
    private const int MaxParts = 8;
    private static readonly string[] NotAtRest =
        [":hover", ":focus", ":active", ":visited", ":before", ":after", "::", ":checked", ":target", ":disabled", ":placeholder", ":selection", ":first-line", ":first-letter"];

    public int Specificity => Parts.Sum(p => p.Specificity);

    /// <summary>Null for what does not apply to a mail at rest, or cannot be read.</summary>
    public static CssSelector? Parse(string text)
    {
        text = text.Trim();
        if (text.Length is 0 or > MaxLength || NotAtRest.Any(p => text.Contains(p, StringComparison.Ordinal))) return null;
        var parts = new List<CssCompound>();
        var i = 0;
        while (i < text.Length && parts.Count < MaxParts)
        {
            if (text[i] is '+' or '~') parts.Clear();
            if (char.IsWhiteSpace(text[i]) || text[i] is '>' or '+' or '~')
            {
                i++;
                continue;
            }
            if (ReadCompound(text, ref i) is not { } part) return null;
            parts.Add(part);
        }
        return parts.Count == 0 || i < text.Length ? null : new CssSelector(parts);
    }

    /// <summary>Going up, the nearest fit is always good enough: without child combinators no other choice can do better.</summary>
    public bool Matches(IElement element)
    {
        if (!Parts[^1].Matches(element)) return false;
        var wanted = Parts.Count - 2;
        for (var above = element.ParentElement; wanted >= 0 && above is not null; above = above.ParentElement)
            if (Parts[wanted].Matches(above)) wanted--;
        return wanted < 0;
    }

    private static CssCompound? ReadCompound(string text, ref int i)
    {
        string? tag = null, id = null;
        var classes = new List<string>();
        var attributes = new List<CssAttributeTest>();
        var start = i;
        while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('>' or '+' or '~'))
        {
            switch (text[i])
            {
                case '*': i++; break;
                case '#': i++; id = Name(text, ref i); break;
                case '.': i++; classes.Add(Name(text, ref i)); break;
                case '[': attributes.Add(ReadAttribute(text, ref i)); break;
                case ':': SkipPseudo(text, ref i); break;
                default: tag = Name(text, ref i); break;
            }
            if (i == start) return null;
            start = i;
        }
        return new CssCompound(tag, id, classes, attributes);
    }

    private static string Name(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_' or '|' || text[i] > 0x7F)) i++;
        return text[start..i];
    }

    private static CssAttributeTest ReadAttribute(string text, ref int i)
    {
        var end = text.IndexOf(']', i);
        if (end < 0) end = text.Length;
        var inner = text[(i + 1)..end];
        i = Math.Min(end + 1, text.Length);
        var equals = inner.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return new CssAttributeTest(inner.Trim(), "", "");
        var sign = equals > 0 && inner[equals - 1] is '~' or '|' or '^' or '$' or '*' ? inner[(equals - 1)..(equals + 1)] : "=";
        return new CssAttributeTest(inner[..(equals + 1 - sign.Length)].Trim(), sign, inner[(equals + 1)..].Trim().Trim('"', '\''));
    }

    private static void SkipPseudo(string text, ref int i)
    {
        i++;
        Name(text, ref i);
        if (i >= text.Length || text[i] != '(') return;
        var depth = 0;
        do
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')') depth--;
            i++;
        }
        while (i < text.Length && depth > 0);
    }
}
