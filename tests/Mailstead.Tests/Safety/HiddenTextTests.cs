using Mailstead.Safety;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

/// <summary>tests/corpus/hidden: NAME.html holds one way to hide text, NAME.txt what a person sees of it.</summary>
public sealed class HiddenTextTests
{
    /// <summary>Never text of the page, so nothing is counted for them.</summary>
    private static readonly string[] NotCounted = ["comment", "script", "style-content", "template", "title", "head-meta", "aria-label", "alt-of", "input-hidden-value", "iframe-srcdoc"];

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Corpus.Path("hidden"), "*.html").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Only_what_a_person_sees_is_read(string name)
    {
        var html = await File.ReadAllTextAsync(Corpus.Path("hidden", name + ".html"));
        var expected = await File.ReadAllTextAsync(Corpus.Path("hidden", name + ".txt"));
        html.ShouldContain("SECRET");
        var visible = VisibleText.Of(html);
        visible.Text.ShouldBe(expected.TrimEnd());
        visible.Links.ShouldBeEmpty();
        if (!NotCounted.Any(name.StartsWith)) visible.Hidden.ShouldBeGreaterThanOrEqualTo("SECRETordertothereader".Length);
    }

    [Fact]
    public void There_are_at_least_sixty_ways_to_hide_text() => Cases.Count.ShouldBeGreaterThanOrEqualTo(60);
}
