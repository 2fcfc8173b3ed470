using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Protocol.Errors;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Connections;

public sealed class RetryTests
{
    [Fact]
    public async Task A_read_that_loses_its_line_is_tried_again_after_1_and_then_2_seconds_on_new_connections()
    {
        await using var lines = new Lines();
        CloseOnCreate(lines, until: 2);
        var call = lines.AskAsync();
        await lines.BackOffAsync(1);
        await lines.BackOffAsync(2);
        (await call).ShouldBeTrue();
        lines.Script.Commands.ShouldBe(["0 CREATE", "1 CREATE", "2 CREATE"]);
        lines.Connections.Health()[0].Healthy.ShouldBeTrue();
    }

    [Fact]
    public async Task There_are_three_extra_attempts_and_no_more()
    {
        await using var lines = new Lines();
        CloseOnCreate(lines, until: int.MaxValue);
        var call = lines.AskAsync();
        foreach (var wait in new[] { 1, 2, 4 }) await lines.BackOffAsync(wait);
        var error = await Should.ThrowAsync<TransportLostException>(call);
        error.Code.ShouldBe(ErrorCodes.ConnectionLost);
        lines.Script.Count("CREATE").ShouldBe(4);
        var health = lines.Connections.Health()[0];
        (health.Healthy, health.Error, health.Open).ShouldBe((false, ErrorCodes.ConnectionLost, 0));
    }

    [Fact]
    public async Task The_bad_connection_is_closed_before_the_wait()
    {
        await using var lines = new Lines();
        CloseOnCreate(lines, until: 1);
        var call = lines.AskAsync();
        await lines.Time.WhenTimerIsSetAsync(left => left > TimeSpan.FromSeconds(1) && left < TimeSpan.FromSeconds(1.02));
        lines.Connections.Health()[0].Open.ShouldBe(0);
        await lines.BackOffAsync(1);
        await call;
    }

    [Fact]
    public async Task Waits_grow_to_the_longest_and_no_further()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxRetries = 4, InitialBackoff = TimeSpan.FromSeconds(2), MaxBackoff = TimeSpan.FromSeconds(7) });
        CloseOnCreate(lines, until: 4);
        var call = lines.AskAsync();
        foreach (var wait in new[] { 2, 4, 7, 7 }) await lines.BackOffAsync(wait);
        (await call).ShouldBeTrue();
    }

    [Fact]
    public async Task An_idempotent_change_is_tried_again_too()
    {
        await using var lines = new Lines();
        CloseOnCreate(lines, until: 1);
        var call = lines.AskAsync(kind: WorkKind.IdempotentChange);
        await lines.BackOffAsync(1);
        (await call).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_that_was_sent_is_never_tried_again()
    {
        await using var lines = new Lines();
        CloseOnCreate(lines, until: int.MaxValue);
        (await Should.ThrowAsync<TransportLostException>(lines.AskAsync(kind: WorkKind.Change))).Code.ShouldBe(ErrorCodes.ConnectionLost);
        lines.Script.Count("CREATE").ShouldBe(1);
    }

    [Fact]
    public async Task A_change_is_tried_again_while_nothing_of_it_was_sent()
    {
        await using var lines = new Lines();
        lines.Script.Greeting = "* BYE shutting down";
        var call = lines.AskAsync(kind: WorkKind.Change);
        await lines.Time.WhenTimerIsSetAsync(left => left > TimeSpan.FromSeconds(1) && left < TimeSpan.FromSeconds(1.02));
        lines.Script.Greeting = new ImapScript().Greeting;
        await lines.BackOffAsync(1);
        (await call).ShouldBeTrue();
        lines.Script.Commands.ShouldBe(["1 CREATE"]);
    }

    [Fact]
    public async Task A_change_on_a_line_that_had_ended_before_it_is_tried_again()
    {
        await using var lines = new Lines();
        var first = true;
        var call = lines.RunAsync(async c =>
        {
            if (first)
            {
                first = false;
                lines.Peer.Conversations[0].Close();
                await Eventually.Is(() => c.Failure is not null);
            }

            return await c.ExecuteAsync(new Mailstead.Protocol.Imap.Commands.CreateCommand(Lines.Box("x")), CancellationToken.None);
        }, kind: WorkKind.Change);
        await lines.BackOffAsync(1);
        (await call).ShouldBeTrue();
        lines.Script.Commands.ShouldBe(["1 CREATE"]);
    }

    [Theory]
    [InlineData("[NONEXISTENT] mailbox does not exist", ErrorCodes.MailboxNotFound)]
    [InlineData("[NOPERM] permission denied", ErrorCodes.PermissionDenied)]
    [InlineData("[OVERQUOTA] quota exceeded", ErrorCodes.QuotaExceeded)]
    [InlineData("no", ErrorCodes.ServerRefused)]
    public async Task A_refusal_is_final_at_once(string answer, string code)
    {
        await using var lines = new Lines();
        lines.Script.On = turn => AnswerCreate(turn, answer);
        (await Should.ThrowAsync<ServerRefusedException>(lines.AskAsync())).Code.ShouldBe(code);
        lines.Script.Commands.ShouldBe(["0 CREATE"]);
    }

    [Theory]
    [InlineData("Invalid session ID")]
    [InlineData("Session expired, log in again")]
    [InlineData("Connection lost")]
    [InlineData("EOF occurred in violation of protocol")]
    public async Task A_session_that_the_server_forgot_is_tried_again_on_a_new_connection(string answer)
    {
        await using var lines = new Lines();
        lines.Script.On = turn => turn.Peer.Number == 0 ? AnswerCreate(turn, answer) : Task.FromResult(false);
        var call = lines.AskAsync();
        await lines.BackOffAsync(1);
        (await call).ShouldBeTrue();
        lines.Script.Commands.Where(c => c.EndsWith("CREATE", StringComparison.Ordinal)).ShouldBe(["0 CREATE", "1 CREATE"]);
    }

    [Fact]
    public async Task A_server_that_falls_silent_fails_the_attempt_after_the_timeout_and_another_one_is_made()
    {
        await using var lines = new Lines();
        lines.Script.On = turn => Task.FromResult(turn is { Verb: "CREATE", Peer.Number: 0 });
        var call = lines.AskAsync();
        await Eventually.Is(() => lines.Script.Count("CREATE") == 1);
        lines.Time.Advance(TimeSpan.FromSeconds(31));
        await lines.BackOffAsync(1);
        (await call).ShouldBeTrue();
    }

    [Fact]
    public async Task Bye_in_the_middle_is_a_lost_line()
    {
        await using var lines = new Lines();
        lines.Script.On = async turn =>
        {
            if (turn is not { Verb: "CREATE", Peer.Number: 0 }) return false;
            await turn.Peer.SendLinesAsync("* BYE [ALERT] going down");
            turn.Peer.Close();
            return true;
        };
        var call = lines.AskAsync();
        await lines.BackOffAsync(1);
        (await call).ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelling_during_the_wait_ends_it()
    {
        await using var lines = new Lines();
        CloseOnCreate(lines, until: int.MaxValue);
        using var caller = new CancellationTokenSource();
        var call = lines.AskAsync(cancellationToken: caller.Token);
        await lines.Time.WhenTimerIsSetAsync(left => left > TimeSpan.FromSeconds(1) && left < TimeSpan.FromSeconds(1.02));
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        lines.Script.Count("CREATE").ShouldBe(1);
    }

    [Fact]
    public async Task Classic_mode_never_tries_again()
    {
        await using var lines = new Lines(new ConnectionSettings { UseSessionManagement = false });
        CloseOnCreate(lines, until: int.MaxValue);
        await Should.ThrowAsync<TransportLostException>(lines.AskAsync());
        lines.Script.Count("CREATE").ShouldBe(1);
    }

    [Fact]
    public async Task After_five_failed_dials_nobody_dials_for_30_seconds_and_the_cause_is_told()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxRetries = 0 });
        lines.Script.Greeting = "* BYE shutting down";
        for (var i = 0; i < 5; i++) await Should.ThrowAsync<TransportLostException>(lines.AskAsync());
        var refused = await Should.ThrowAsync<TransportLostException>(lines.AskAsync());
        lines.Dialled.ShouldBe(5);
        refused.Message.ShouldContain("failed several times");
        lines.Connections.Health()[0].CircuitOpen.ShouldBeTrue();

        lines.Script.Greeting = new ImapScript().Greeting;
        lines.Time.Advance(TimeSpan.FromSeconds(31));
        (await lines.AskAsync()).ShouldBeTrue();
        lines.Connections.Health()[0].CircuitOpen.ShouldBeFalse();
    }

    private static void CloseOnCreate(Lines lines, int until) => lines.Script.On = turn =>
    {
        if (turn.Verb != "CREATE" || turn.Peer.Number >= until) return Task.FromResult(false);
        turn.Peer.Close();
        return Task.FromResult(true);
    };

    private static async Task<bool> AnswerCreate(ImapTurn turn, string answer)
    {
        if (turn.Verb != "CREATE") return false;
        await turn.NoAsync(answer);
        return true;
    }
}
