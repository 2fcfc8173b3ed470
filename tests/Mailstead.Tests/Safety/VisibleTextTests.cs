using System.Diagnostics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Safety;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

public sealed partial class VisibleTextTests
{
    public static TheoryData<string> Newsletters => [.. Directory.GetFiles(Corpus.Path("newsletters"), "*.html").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    /// <summary>Ways past sanitisers: each must come out as text.</summary>
    public static TheoryData<string> Bypasses =>
    [
        "<img src=x onerror=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)>x", "<math><mtext></mtext><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<template><img src=x></template>y", "<p>&lt;img src=x onerror=alert(1)&gt;", "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
        "<scr<script>ipt>alert(1)</script>", "<\0script>x</\0script>", "<img \0src=x>", "<a href=\"java\0script:alert(1)\">x</a>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<a href=\"vbscript:x\">x</a>", "<a href='file:///etc/passwd'>x</a>", "<iframe srcdoc='&lt;script&gt;'></iframe>",
        "<textarea><img src=x></textarea>", "<title><img src=x></title>", "<xmp><img src=x></xmp>", "<plaintext><img src=x onerror=alert(1)>", "<listing>&lt;img src=x&gt;</listing>",
        "<select><img src=x><style></select><img src=x>", "<table><a href=https://evil.example>x<table><a href=https://evil.example>y", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "![x](https://evil.example/?q=1)", "[x](https://evil.example)", "[x](//evil.example/a)", "![x](&#x2f;&#x2f;evil.example)", "[x]: https://evil.example\n\n![x][x]", "<p>[x]: //evil.example/a</p>", "&lt;https://evil.example&gt;",
        "https://evil.example/a?b=c", "HTTPS://EVIL.EXAMPLE/A", "www.evil.example/x", "ht<b></b>tps://evil.example/", "https&#58;//evil.example", "https:&#x200b;//evil.example", "ftp://evil.example/x", "foo+bar://evil.example/x",
        "<a href=https://evil.example>https://bank.example/login</a>", "<a href=https://evil.example>&lt;img src=x&gt;</a>", "<img alt=\"&lt;img src=x&gt; https://evil.example/\" src=y>", "<img alt=\"](https://evil.example)\" src=y>",
        "<p title=x", "<p <p <p>x", "<<<a>>>", "</p></div></html><p>x</html></body>y", "<!--><img src=x>-->", "<!--!><img src=x>", "<![CDATA[<img src=x>]]>", "<?php <img src=x> ?>", "<svg><![CDATA[<img src=x>]]></svg>z",
        "&amp;lt;script&amp;gt;", "\u202Ehttps://evil.example", "x https://evil.example/) y", "(https://evil.example)", "https://https://evil.example", "wwww.evil.example www.www.evil.example", "://x ://", "a://b c://d",
        "<a href=\"https://user:pw@evil.example/\">bank.example</a>", "https://bank.example@evil.example/", "https://evil.example\\@bank.example/", "<base href=\"https://evil.example/\"><a href=\"x\">x</a>", "<link rel=stylesheet href=https://evil.example><style>@import url(https://evil.example)</style>x",
    ];

    [Theory]
    [MemberData(nameof(Newsletters))]
    public async Task A_benign_newsletter_keeps_all_that_is_visible(string name)
    {
        var visible = VisibleText.Of(await File.ReadAllTextAsync(Corpus.Path("newsletters", name + ".html")));
        visible.Text.ShouldBe((await File.ReadAllTextAsync(Corpus.Path("newsletters", name + ".txt"))).TrimEnd());
        visible.Truncated.ShouldBeFalse();
        visible.Links.ShouldAllBe(l => !l.Mismatch && !l.MixedScript);
    }

    [Theory]
    [MemberData(nameof(Bypasses))]
    public void Whatever_is_sent_no_tag_and_no_active_url_comes_out(string html)
    {
        ShouldBeInert(VisibleText.Of(html));
        ShouldBeInert(VisibleText.Of($"<div>before {html} after</div>"));
    }

    [Theory]
    [InlineData("", "<div></x>")]
    [InlineData("", "<b></i>")]
    [InlineData("<!-->", "<div>")]
    [InlineData("<style><!--</style>", "<div>")]
    [InlineData("<svg>", "<path>")]
    public void A_tree_too_deep_is_cut_whatever_its_tags_pretend(string start, string tag) =>
        VisibleText.Of(start + string.Concat(Enumerable.Repeat(tag, 3_000)) + "-->").Truncated.ShouldBeTrue();

    /// <summary>Open formatting begins anew in every paragraph: 200 KB of text would make ten million elements.</summary>
    [Fact]
    public void A_tree_that_grows_out_of_few_tags_is_cut()
    {
        var formatting = string.Concat(Enumerable.Range(0, 500).Select(i => $"<b id={i}>"));
        var view = VisibleText.Of($"<p>begin{formatting}{string.Concat(Enumerable.Repeat("<p>x", 20_000))}");
        view.Text.ShouldStartWith("begin");
        view.Truncated.ShouldBeTrue();
    }

    [Fact]
    public void A_charset_that_the_text_names_is_not_believed_for_it_is_decoded_already() =>
        VisibleText.Of("<html><head><meta charset=iso-8859-1></head><body>Grüße, 你好</body></html>").Text.ShouldBe("Grüße, 你好");

    [Fact]
    public void Any_mixture_of_such_pieces_comes_out_as_text()
    {
        var pieces = Gen.Elements([.. Bypasses.Select(b => (string)b), "<", ">", "\"", "'", "<p>", "</p>", "<svg>", "</svg>", "<style>", "</style>", "<!--", "-->", "www.", "://", "http", "](", "[", "]:", "\n", " ", "\0", "&lt;", "a", "@x.y>", "/"]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(pieces.ArrayOf().Select(string.Concat).ToArbitrary(), html =>
        {
            ShouldBeInert(VisibleText.Of(html));
            return true;
        }));
    }

    [Theory]
    [InlineData("https://example.org/a", "Click", "https://example.org/a", false)]
    [InlineData("https://example.org/a", "www.example.org", "https://example.org/a", false)]
    [InlineData("https://login.example.org/a", "example.org", "https://login.example.org/a", false)]
    [InlineData("https://evil.example/", "https://bank.example/login", "https://evil.example/", true)]
    [InlineData("https://bank.example.evil.example/", "bank.example", "https://bank.example.evil.example/", true)]
    [InlineData("https://notbank.example/", "bank.example", "https://notbank.example/", true)]
    [InlineData("https://bank.example@evil.example/x", "Log in", "https://bank.example@evil.example/x", true)]
    [InlineData("https:\\\\evil.example\\x", "bank.example", "https://evil.example%5Cx", true)]
    [InlineData("//evil.example/x", "Click", "https://evil.example/x", false)]
    [InlineData("https://b\u00FCcher.example/", "Books", "https://xn--bcher-kva.example/", false)]
    [InlineData("https://%65vil.example/", "bank.example", "https://evil.example/", true)]
    [InlineData("https://example.org:8443/x?y=\"<>&z=1", "Report.pdf", "https://example.org:8443/x?y=%22%3C%3E&z=1", false)]
    [InlineData("mailto:eve@evil.example?subject=x", "boss@corp.example", "mailto:eve@evil.example?subject=x", true)]
    [InlineData("tel:+49301234", "Call", "tel:+49301234", false)]
    [InlineData("javascript:alert(1)", "Click", "(blocked: javascript link)", false)]
    public void A_link_goes_to_the_table_with_its_true_host(string href, string text, string url, bool mismatch)
    {
        var visible = VisibleText.Of($"<a href=\"{href.Replace("\"", "&quot;").Replace("<", "&lt;")}\">{text}</a>");
        var link = visible.Links.ShouldHaveSingleItem();
        link.Url.ShouldBe(url);
        link.Mismatch.ShouldBe(mismatch);
        link.Text.ShouldBe(text);
        visible.Text.ShouldEndWith(" [1]");
    }

    [Fact]
    public void A_host_of_mixed_scripts_is_flagged()
    {
        var link = VisibleText.Of("<a href=\"https://p\u0430ypal.example/\">pay</a>").Links.ShouldHaveSingleItem();
        link.MixedScript.ShouldBeTrue();
        link.Host.ShouldStartWith("xn--");
    }

    [Theory]
    [InlineData("#top")]
    [InlineData("")]
    [InlineData("page.html")]
    [InlineData("cid:part1")]
    public void What_leads_nowhere_is_no_link(string href)
    {
        var visible = VisibleText.Of($"<a href=\"{href}\">text</a>");
        visible.Links.ShouldBeEmpty();
        visible.Text.ShouldBe("text");
    }

    [Fact]
    public void The_same_link_has_one_number() =>
        VisibleText.Of("<a href='https://a.example'>x</a> <a href='https://a.example'>x</a> <a href='https://b.example'>y</a>").Text.ShouldBe("x [1] x [1] y [2]");

    [Fact]
    public void A_flood_of_links_is_bounded()
    {
        var visible = VisibleText.Of(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<a href='https://a.example/{i}'>x</a> ")));
        visible.Links.Count.ShouldBe(300);
        visible.Text.ShouldEndWith("x [link]");
    }

    [Fact]
    public void An_alternative_text_is_bounded_and_cannot_close_its_bracket() =>
        VisibleText.Of($"<img src=x alt=\"a] [b {new string('x', 500)}\">").Text.ShouldStartWith("[image: a) (b xxx");

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b>", 50_000)]
    [InlineData("<table><tr><td>", 30_000)]
    [InlineData("<span><p>", 60_000)]
    [InlineData("<a href=x>", 60_000)]
    [InlineData("<svg>", 60_000)]
    [InlineData("<p>", 250_000)]
    [InlineData("<p style='color:#fff'>x", 200_000)]
    [InlineData("<blockquote>", 50_000)]
    [InlineData("<ul><li>x", 50_000)]
    [InlineData("https://x ", 300_000)]
    [InlineData("[](<www.", 500_000)]
    public void A_bomb_is_cut_in_time(string piece, int count)
    {
        var watch = Stopwatch.StartNew();
        var visible = VisibleText.Of("start " + string.Concat(Enumerable.Repeat(piece, count)));
        watch.Elapsed.ShouldBeLessThan(Patience.Limit);
        visible.Text.ShouldStartWith("start");
        ShouldBeInert(visible);
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(1_000, 50_000)]
    public void Beyond_the_bounds_of_style_rules_nothing_is_shown_rather_than_something_hidden(int rules, int elements)
    {
        var css = string.Concat(Enumerable.Range(0, rules).Select(i => $".a{i} .b{i} div{{color:red}}"));
        var watch = Stopwatch.StartNew();
        var visible = VisibleText.Of($"<style>{css}.last{{display:none}}</style>{string.Concat(Enumerable.Repeat("<div class='a1 b2'>x</div>", elements))}<p class='last'>SECRET</p>");
        visible.Truncated.ShouldBeTrue();
        visible.Text.ShouldNotContain("SECRET");
        watch.Elapsed.ShouldBeLessThan(Patience.Limit);
    }

    [Fact]
    public void The_last_of_many_rules_still_hides()
    {
        var css = string.Concat(Enumerable.Range(0, 10_000).Select(i => $".a{i}{{color:red}}"));
        var visible = VisibleText.Of($"<style>{css}.last{{display:none}}</style>{string.Concat(Enumerable.Repeat("<p class='a1'>x</p>", 1_000))}<p class='last'>SECRET</p>");
        visible.Truncated.ShouldBeFalse();
        visible.Text.ShouldStartWith("x");
        visible.Text.ShouldNotContain("SECRET");
    }

    [Fact]
    public void An_element_with_thousands_of_classes_is_not_shown() =>
        VisibleText.Of($"<style>.last{{display:none}}</style><p>x</p><p class='{string.Join(' ', Enumerable.Range(0, 5_000))} last'>SECRET</p>").Text.ShouldBe("x");

    [Fact]
    public void A_cut_is_told()
    {
        VisibleText.Of(new string('x', 5_000_001)).Truncated.ShouldBeTrue();
        VisibleText.Of("<p>x</p>").Truncated.ShouldBeFalse();
    }

    private static void ShouldBeInert(VisibleText visible)
    {
        ActiveUrl().IsMatch(visible.Text).ShouldBeFalse(visible.Text.Length > 500 ? visible.Text[..500] : visible.Text);
        Tag().IsMatch(EmailInBrackets().Replace(visible.Text, " ")).ShouldBeFalse(visible.Text.Length > 500 ? visible.Text[..500] : visible.Text);
        visible.Text.ShouldNotContain("](");
        visible.Text.ShouldNotContain("\0");
        foreach (var link in visible.Links) link.Url.IndexOfAny(['<', '>', '"', '\'', '(', ')', ' ', '`', '\\']).ShouldBe(link.Url.StartsWith("(blocked: ", StringComparison.Ordinal) ? 0 : -1);
    }

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://|\bwww\.[a-z0-9]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ActiveUrl();

    [GeneratedRegex("<[a-z/!?]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<[\w.+=-]+@[\w.+=-]+>", RegexOptions.NonBacktracking)]
    private static partial Regex EmailInBrackets();
}
