using System.Collections.Frozen;
using System.Text;

namespace Mailstead.Safety.Html;

/// <summary>Reads "name: value; name: value" into those properties that decide what can be seen.</summary>
internal static class CssDeclarations
{
    /// <summary>Declarations of one block that are read.</summary>
    private const int MaxDeclarations = 200;

    private static readonly FrozenSet<string> Relevant = FrozenSet.ToFrozenSet(
        ["display", "visibility", "opacity", "filter", "color", "-webkit-text-fill-color", "background", "background-color", "font", "font-size", "position", "left", "right", "top", "bottom",
         "text-indent", "margin", "margin-left", "margin-top", "overflow", "overflow-x", "overflow-y", "height", "max-height", "width", "max-width", "clip", "clip-path", "transform", "zoom", "scale",
         "content-visibility", "white-space"],
        StringComparer.Ordinal);

    public static List<CssDeclaration> Read(string block)
    {
        var result = new List<CssDeclaration>();
        foreach (var (name, value) in Pairs(block))
        {
            if (result.Count >= MaxDeclarations) break;
            if (!Relevant.Contains(name)) continue;
            var important = value.EndsWith("!important", StringComparison.Ordinal) || value.Contains("! important", StringComparison.Ordinal);
            var bang = value.LastIndexOf('!');
            result.Add(new CssDeclaration(name, bang >= 0 ? value[..bang].Trim() : value, important));
        }
        return result;
    }

    /// <summary>Lower case, comments and escapes undone, so that no spelling hides a property.</summary>
    public static string Normalized(string css)
    {
        var result = new StringBuilder(css.Length);
        for (var i = 0; i < css.Length; i++)
        {
            if (css[i] == '/' && i + 1 < css.Length && css[i + 1] == '*')
            {
                var end = css.IndexOf("*/", i + 2, StringComparison.Ordinal);
                if (end < 0) break;
                i = end + 1;
            }
            else if (css[i] == '\\' && i + 1 < css.Length) i = Escape(css, i + 1, result);
            else result.Append(char.ToLowerInvariant(css[i]));
        }
        return result.Replace("<!--", "").Replace("-->", "").ToString();
    }

    private static int Escape(string css, int at, StringBuilder result)
    {
        var end = at;
        while (end < css.Length && end - at < 6 && char.IsAsciiHexDigit(css[end])) end++;
        if (end == at)
        {
            result.Append(char.ToLowerInvariant(css[at]));
            return at;
        }
        var code = Convert.ToInt32(css[at..end], 16);
        if (code is > 0 and < 0xD800) result.Append(char.ToLowerInvariant((char)code));
        return end < css.Length && char.IsWhiteSpace(css[end]) ? end : end - 1;
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string block)
    {
        var start = 0;
        var parentheses = 0;
        for (var i = 0; i <= block.Length; i++)
        {
            if (i < block.Length && block[i] == '(') parentheses++;
            if (i < block.Length && block[i] == ')') parentheses = Math.Max(0, parentheses - 1);
            if (i < block.Length && (block[i] != ';' || parentheses > 0)) continue;
            var declaration = block[start..i];
            start = i + 1;
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) yield return (declaration[..colon].Trim(), declaration[(colon + 1)..].Trim());
        }
    }
}
