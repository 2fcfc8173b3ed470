using FsCheck;
using FsCheck.Fluent;
using Mailstead.Safety;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

public sealed class TextBudgetTests
{
    [Theory]
    [InlineData("short", 10, "short", null)]
    [InlineData("a paragraph of words\n\nthe next one", 6, "a paragraph of words", 22)]
    [InlineData("two lines of words\nand the next line", 6, "two lines of words", 19)]
    [InlineData("one long line of words and more", 5, "one long line of", 17)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa", 2, "aaaaaaaa", 8)]
    public void A_text_is_cut_where_a_reader_would_pause(string text, int tokens, string part, int? next) =>
        TextBudget.Slice(text, 0, tokens).ShouldBe((part, next));

    [Fact]
    public void The_parts_together_are_the_text_and_each_fits() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            Gen.Elements("a", "word ", "\n", "\n\n", "\U0001F600", "é", " ").ArrayOf().Select(string.Concat).ToArbitrary(), Gen.Choose(1, 8).ToArbitrary(), (text, tokens) =>
            {
                var whole = "";
                int? offset = 0;
                for (var steps = 0; offset is { } at; steps++)
                {
                    var (part, next) = TextBudget.Slice(text, at, tokens);
                    if (part.Length > tokens * 4 || next <= at || steps > text.Length || part.Any(char.IsSurrogate) && !part.IsNormalized()) return false;
                    whole += part;
                    offset = next;
                }
                return string.Concat(whole.Where(c => !char.IsWhiteSpace(c))) == string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
            }));

    [Theory]
    [InlineData(-5)]
    [InlineData(1_000_000)]
    public void An_offset_outside_the_text_is_moved_into_it(int offset) => Should.NotThrow(() => TextBudget.Slice("text", offset, 1));
}
