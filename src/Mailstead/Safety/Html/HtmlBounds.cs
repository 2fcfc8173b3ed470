using System.Collections.Frozen;

namespace Mailstead.Safety.Html;

/// <summary>Where to cut a text before a tree is built of it: one linear look at its tags, which need not be exact to keep the builder's work bounded.</summary>
internal static class HtmlBounds
{
    /// <summary>Never nest: without content, or closed by their next sibling.</summary>
    private static readonly FrozenSet<string> Flat = FrozenSet.ToFrozenSet(
        ["area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "th", "tr", "tbody", "dt", "dd", "option", "path", "circle", "ellipse", "rect", "line", "polygon", "polyline", "use", "stop", "html", "body", "head"],
        StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FlatNames = Flat.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>How much to keep.</returns>
    public static int Measure(string html)
    {
        var length = Math.Min(html.Length, HtmlLimits.MaxLength);
        var tags = 0;
        var depth = 0;
        for (var i = Next(html, 0, length); i >= 0; i = Next(html, i, length))
        {
            if (html.AsSpan(i).StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = html.IndexOf("-->", i + 4, length - i - 4 < 0 ? 0 : length - i - 4, StringComparison.Ordinal);
                if (end > 0)
                {
                    i = end + 3;
                    continue;
                }
            }
            if (++tags > HtmlLimits.MaxTags) return i;
            var closes = i + 1 < length && html[i + 1] == '/';
            var name = NameAt(html, closes ? i + 2 : i + 1, length);
            if (name.Length > 0 && !FlatNames.Contains(name)) depth = closes ? Math.Max(0, depth - 1) : depth + 1;
            if (depth > HtmlLimits.MaxDepth) return i;
            i++;
        }
        return length;
    }

    private static int Next(string html, int from, int length) => from >= length ? -1 : html.IndexOf('<', from, length - from);

    private static ReadOnlySpan<char> NameAt(string html, int start, int length)
    {
        var end = start;
        while (end < length && end - start < 20 && char.IsAsciiLetterOrDigit(html[end])) end++;
        return html.AsSpan(start, end - start);
    }
}
