using FsCheck;
using FsCheck.Fluent;
using Mailstead.Operations.Reading;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class TextBudgetTests
{
    [Fact]
    public void Cuts_never_exceed_the_budget_and_never_split_a_character() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string>, PositiveInt)>(), v =>
        {
            var text = v.Item1.Get + "😀 word\n😀" + v.Item1.Get;
            var end = TextBudget.CutAt(text, 0, v.Item2.Get);
            return end <= Math.Max(v.Item2.Get, 0) || end == text.Length && text.Length <= v.Item2.Get
                ? !(end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end]))
                : false;
        }));

    [Fact]
    public void Pages_put_together_give_the_whole_text()
    {
        var text = string.Concat(Enumerable.Range(1, 500).Select(i => $"Line {i} with a few words.\n"));
        var pages = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = TextBudget.CutAt(text, at, 1_000);
            end.ShouldBeGreaterThan(at);
            pages.Add(text[at..end]);
            at = end;
        }

        string.Concat(pages).ShouldBe(text);
        pages.ShouldAllBe(p => p.EndsWith('\n') && p.Length <= 1_000);
    }

    [Fact]
    public void A_body_that_hardly_starts_to_fit_waits_for_the_next_page()
    {
        var budget = new TextBudget(maxTokens: 200);
        budget.Take(new string('a', 700), 0, first: true).ShouldBe(700);
        budget.Take(new string('b', 700), 0, first: false).ShouldBeNull();
        budget.Take(new string('c', 90), 0, first: false).ShouldBe(90);
    }
}
