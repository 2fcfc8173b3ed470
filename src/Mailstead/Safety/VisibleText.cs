using AngleSharp.Dom;
using Mailstead.Safety.Html;

namespace Mailstead.Safety;

/// <summary>What a person would see of an HTML body, as text. Nothing runs, nothing is loaded: there is a parser and a walk over its tree.</summary>
/// <param name="Text">No tag and no URL that acts; links are [n].</param>
/// <param name="Hidden">Characters that were there and could not be seen.</param>
/// <param name="Truncated">The body was longer, deeper or had more tags than are read.</param>
public sealed record VisibleText(string Text, IReadOnlyList<MailLink> Links, int Hidden, bool Truncated)
{
    public static VisibleText Of(string html)
    {
        var kept = Math.Min(html.Length, HtmlLimits.MaxLength);
        using var document = HtmlFeed.Parse(html[..kept].Replace("\0", "", StringComparison.Ordinal), out var cut);
        var sheet = new StyleSheet();
        foreach (var style in document.QuerySelectorAll("style")) sheet.Add(style.TextContent);
        var links = new LinkTable();
        var walker = new HtmlWalker(sheet, links);
        var clean = UntrustedText.CleanBlock(document.DocumentElement is { } root ? walker.Walk(root) : "");
        return new VisibleText(InertText.Of(clean.Text, links).Trim(), links.Links, walker.Hidden + clean.Removed, clean.Cut || cut || kept < html.Length || sheet.IsExhausted);
    }
}
