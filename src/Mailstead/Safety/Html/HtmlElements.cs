using System.Collections.Frozen;

namespace Mailstead.Safety.Html;

/// <summary>What each element does to text. Data.</summary>
internal static class HtmlElements
{
    /// <summary>Never text, and never meant to be.</summary>
    public static FrozenSet<string> Skipped { get; } = FrozenSet.ToFrozenSet(["head", "script", "style", "title", "link", "meta", "base", "template", "param", "source", "track"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Text in them is not what a mail program shows: it is left out and counted.</summary>
    public static FrozenSet<string> Hidden { get; } = FrozenSet.ToFrozenSet(
        ["noscript", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "noembed", "video", "audio", "canvas", "svg", "math", "map", "select", "datalist", "optgroup", "option", "textarea", "input", "progress", "meter", "rp", "portal"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Stand on lines of their own.</summary>
    public static FrozenSet<string> Blocks { get; } = FrozenSet.ToFrozenSet(
        ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "legend",
         "li", "main", "menu", "nav", "ol", "section", "summary", "table", "tbody", "tfoot", "thead", "caption", "tr", "ul", "marquee"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>With a blank line before and after.</summary>
    public static FrozenSet<string> Paragraphs { get; } = FrozenSet.ToFrozenSet(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "xmp", "listing", "plaintext", "blockquote"], StringComparer.OrdinalIgnoreCase);
}
