using Mailstead.Resilience;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Resilience;

public sealed class BackoffTests
{
    [Fact]
    public void Doubles_from_the_first_wait_to_the_longest()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), () => 0.5);
        Enumerable.Range(0, 8).Select(n => backoff.Before(n).TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 30, 30, 30]);
        backoff.Before(int.MaxValue).TotalSeconds.ShouldBe(30);
    }

    [Theory]
    [InlineData(0.0, 0.9)]
    [InlineData(0.75, 1.05)]
    public void Chance_moves_a_wait_by_up_to_a_tenth(double chance, double seconds) =>
        new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), () => chance).Before(0).TotalSeconds.ShouldBe(seconds, 0.001);
}
