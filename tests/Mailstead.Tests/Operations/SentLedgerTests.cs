using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Operations.Composing;
using Mailstead.Protocol.Errors;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class SentLedgerTests
{
    private static readonly AccountId Account = new("work");
    private readonly FakeTime _time = new();
    private readonly SentLedger _ledger;
    private int _sent;

    public SentLedgerTests() => _ledger = new SentLedger(_time);

    [Fact]
    public async Task A_hundred_calls_with_one_key_at_the_same_time_send_once()
    {
        var go = new TaskCompletionSource();
        var calls = Enumerable.Range(0, 100).Select(_ => Task.Run(() => OnceAsync("key", "content", go.Task))).ToArray();
        go.SetResult();
        var answers = await Task.WhenAll(calls);
        _sent.ShouldBe(1);
        answers.ShouldAllBe(a => a.MessageId == "1");
    }

    [Fact]
    public async Task The_same_content_within_ten_minutes_is_the_same_call_and_later_a_new_one()
    {
        await OnceAsync(null, "content");
        _time.Advance(TimeSpan.FromMinutes(9));
        (await OnceAsync(null, "content")).MessageId.ShouldBe("1");
        _time.Advance(TimeSpan.FromMinutes(2));
        (await OnceAsync(null, "content")).MessageId.ShouldBe("2");
    }

    [Fact]
    public async Task A_key_outlives_the_ten_minutes()
    {
        await OnceAsync("key", "content");
        _time.Advance(TimeSpan.FromHours(23));
        (await OnceAsync("key", "content")).MessageId.ShouldBe("1");
    }

    [Fact]
    public async Task A_key_used_for_other_content_is_refused()
    {
        await OnceAsync("key", "content");
        (await Should.ThrowAsync<CallerException>(() => OnceAsync("key", "other"))).Code.ShouldBe(DomainCodes.IdempotencyConflict);
        _sent.ShouldBe(1);
    }

    [Fact]
    public async Task Two_keys_mean_two_mails_on_purpose()
    {
        await OnceAsync("one", "content");
        (await OnceAsync("two", "content")).MessageId.ShouldBe("2");
    }

    [Fact]
    public async Task After_a_failure_the_next_call_tries_again()
    {
        await Should.ThrowAsync<TransportLostException>(() => _ledger.OnceAsync(
            Account, "key", "content", () => throw new TransportLostException(ErrorCodes.ConnectionLost, "cut"), CancellationToken.None));
        (await OnceAsync("key", "content")).MessageId.ShouldBe("1");
    }

    [Fact]
    public async Task A_waiting_call_takes_over_when_the_first_one_is_cancelled()
    {
        var gate = new TaskCompletionSource();
        var first = _ledger.OnceAsync(Account, "key", "content", async () =>
        {
            await gate.Task;
            throw new OperationCanceledException();
        }, CancellationToken.None);
        var second = OnceAsync("key", "content");
        gate.SetResult();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await second).MessageId.ShouldBe("1");
    }

    private Task<ComposeMessageResult> OnceAsync(string? key, string content, Task? gate = null) =>
        _ledger.OnceAsync(Account, key, content, async () =>
        {
            await (gate ?? Task.CompletedTask);
            return new ComposeMessageResult("sent", "", Interlocked.Increment(ref _sent).ToString(System.Globalization.CultureInfo.InvariantCulture), [], "");
        }, CancellationToken.None);
}
