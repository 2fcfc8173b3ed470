using Mailstead.Operations.Reading;
using Mailstead.Safety;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class BodyBudgetTests
{
    [Fact]
    public void A_body_that_hardly_starts_to_fit_waits_for_the_next_page()
    {
        var budget = new BodyBudget(maxTokens: 200);
        budget.Take(Body(700), 0, first: true)!.Value.Part.Length.ShouldBe(700);
        budget.Take(Body(700), 0, first: false).ShouldBeNull();
        budget.Take(Body(90), 0, first: false)!.Value.Next.ShouldBeNull();
    }

    [Fact]
    public void The_first_body_of_a_page_always_makes_progress()
    {
        var (part, next) = new BodyBudget(maxTokens: 200).Take(Body(10_000), 0, first: true)!.Value;
        part.Length.ShouldBeInRange(1, 800);
        next!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_rest_that_fits_is_told_to_its_end() =>
        new BodyBudget(maxTokens: 200).Take(Body(10_000), 9_500, first: true)!.Value.ShouldBe((new string('a', 500), (int?)null));

    private static BodyView Body(int length) => new(new string('a', length), [], 0, 0, []);
}
