using Mailstead.Operations.Composing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class MarkdownHtmlTests
{
    [Fact]
    public void Markdown_becomes_html() =>
        MarkdownHtml.Of("**Bold** and [a link](https://example.com/x)").ShouldContain("<strong>Bold</strong> and <a href=\"https://example.com/x\">a link</a>");

    [Fact]
    public void Raw_html_is_shown_and_not_run()
    {
        var html = MarkdownHtml.Of("<script>alert(1)</script> <b onclick=x>y</b>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<b ");
        html.ShouldContain("&lt;script&gt;");
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,AAAA)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x][r]\n\n[r]: vbscript:x")]
    public void Links_lead_to_the_web_or_to_a_mail_address_only(string markdown)
    {
        var html = MarkdownHtml.Of(markdown);
        foreach (var scheme in new[] { "javascript:", "data:", "file:", "vbscript:" })
        {
            html.ShouldNotContain($"href=\"{scheme}", Case.Insensitive);
        }
    }

    [Fact]
    public void Images_become_links()
    {
        var html = MarkdownHtml.Of("![pixel](https://tracker.example/p.gif)");
        html.ShouldNotContain("<img");
        html.ShouldContain("<a href=\"https://tracker.example/p.gif\"");
    }
}
