using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Mailstead.Operations.Composing;

/// <summary>Markdown to the HTML of a mail. Raw HTML is shown as text, links lead to the web or to a mail address only, and images become links: a remote image in a mail tells its sender who reads.</summary>
internal static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().Build();

    public static string Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            if (!IsHarmless(link.Url))
            {
                link.Url = "";
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            if (!link.IsEmail && !IsHarmless(link.Url))
            {
                link.Url = "";
            }
        }

        return document.ToHtml(Pipeline);
    }

    private static bool IsHarmless(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" or "mailto";
}
