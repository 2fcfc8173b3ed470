using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Connections;

public sealed class PoolQueueTests
{
    private static readonly MailboxName Inbox = MailboxName.Inbox;

    [Fact]
    public async Task Opens_no_more_connections_than_the_account_may_have_and_lets_the_next_wait()
    {
        await using var lines = new Lines();
        var held = new[] { await lines.HoldAsync(), await lines.HoldAsync(), await lines.HoldAsync() };
        var fourth = lines.TouchAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        lines.Dialled.ShouldBe(3);
        await held[1].ReleaseAsync();
        (await fourth).ShouldBe(await held[1].Has);
        await held[0].ReleaseAsync();
        await held[2].ReleaseAsync();
        lines.Dialled.ShouldBe(3);
    }

    [Fact]
    public async Task A_mailbox_whose_selection_was_given_up_is_not_taken_for_the_one_selected_before()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        await lines.TouchAsync(Inbox, WorkKind.Change);
        lines.Script.On = async turn =>
        {
            if (turn.Verb != "SELECT" || !turn.Arguments.Contains("Work", StringComparison.Ordinal)) return false;
            heard.TrySetResult();
            await answer.Task;
            return false;
        };
        using var leaving = new CancellationTokenSource();
        var left = lines.AskAsync(Lines.Box("Work"), WorkKind.Change, leaving.Token);
        await heard.Task;
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);

        var next = lines.RunAsync(c => Task.FromResult(c.Selected?.Name), Inbox, WorkKind.Change);
        answer.SetResult();
        (await next).ShouldBe(Inbox);
        lines.Dialled.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_lets_in_and_hangs_up_is_not_dialled_over_and_over()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxRetries = 0 });
        lines.Script.On = async turn =>
        {
            if (turn.Verb != "AUTHENTICATE") return false;
            await turn.Peer.SendLinesAsync($"{turn.Tag} OK [CAPABILITY IMAP4rev1] in", "* BYE not today");
            turn.Peer.Close();
            return true;
        };
        for (var call = 1; call <= 20; call++)
        {
            (await Should.ThrowAsync<TransportLostException>(lines.TouchAsync(Inbox))).Code.ShouldBe(ErrorCodes.ConnectionLost);
            lines.Dialled.ShouldBe(call);
        }
    }

    [Fact]
    public async Task Who_still_waits_when_the_settings_change_is_served_and_leaves_no_connection_behind()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        var held = await lines.HoldAsync();
        var waiting = lines.TouchAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        lines.Account = lines.Account with { Connections = new ConnectionSettings { MaxConnections = 2 } };
        await lines.TouchAsync();
        await held.ReleaseAsync();
        (await waiting).ShouldEndWith("#3");
        await Eventually.Is(() => lines.Script.Commands.Contains("0 LOGOUT") && lines.Script.Commands.Contains("2 LOGOUT"));
        lines.Script.Commands.ShouldNotContain("1 LOGOUT");
    }

    [Fact]
    public async Task A_providers_limit_lowers_the_cap()
    {
        await using var lines = new Lines(account: a => a with { Provider = new ProviderProfile("few") { MaxConnections = 2 } });
        var held = new[] { await lines.HoldAsync(), await lines.HoldAsync() };
        var third = lines.TouchAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        lines.Dialled.ShouldBe(2);
        foreach (var one in held) await one.ReleaseAsync();
        await third;
    }

    [Fact]
    public async Task Who_came_first_is_served_first_and_background_reads_come_last()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        var held = await lines.HoldAsync();
        List<string> order = [];
        var waiting = new List<Task>();
        foreach (var (name, kind) in new[] { ("sync 1", WorkKind.BackgroundRead), ("sync 2", WorkKind.BackgroundRead), ("change", WorkKind.Change), ("read", WorkKind.Read) })
        {
            waiting.Add(lines.RunAsync(_ =>
            {
                lock (order) order.Add(name);
                return Task.FromResult(true);
            }, kind: kind));
            await Eventually.Is(() => lines.Connections.Health()[0].Waiting == waiting.Count);
        }

        await held.ReleaseAsync();
        await Task.WhenAll(waiting);
        order.ShouldBe(["change", "read", "sync 1", "sync 2"]);
        lines.Dialled.ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_for_a_connection_ends_after_the_accounts_timeout_and_is_not_repeated()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        var held = await lines.HoldAsync();
        var second = lines.TouchAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        lines.Time.Advance(TimeSpan.FromSeconds(30));
        (await Should.ThrowAsync<TransportLostException>(second)).Code.ShouldBe(DomainCodes.Busy);
        lines.Connections.Health()[0].Waiting.ShouldBe(0);
        await held.ReleaseAsync();
        (await lines.TouchAsync()).ShouldBe(await held.Has);
    }

    [Fact]
    public async Task One_who_gives_up_waiting_leaves_the_queue()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        var held = await lines.HoldAsync();
        using var caller = new CancellationTokenSource();
        var second = lines.AskAsync(cancellationToken: caller.Token);
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
        lines.Connections.Health()[0].Waiting.ShouldBe(0);
        await held.ReleaseAsync();
    }

    [Fact]
    public async Task Readers_of_one_mailbox_share_a_connection_when_there_is_no_other()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        var held = await lines.HoldAsync(Inbox, WorkKind.Read);
        (await lines.TouchAsync(Inbox)).ShouldBe(await held.Has);
        var change = lines.TouchAsync(Inbox, WorkKind.Change);
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        change.IsCompleted.ShouldBeFalse("a change never shares");
        await held.ReleaseAsync();
        await change;
        lines.Dialled.ShouldBe(1);
    }

    [Fact]
    public async Task Too_many_connections_shrinks_the_pool_and_waits_for_what_there_is()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 5 });
        var held = new[] { await lines.HoldAsync(), await lines.HoldAsync() };
        lines.Script.Greeting = "* BYE Too many simultaneous connections";
        var more = Enumerable.Range(0, 6).Select(_ => lines.TouchAsync()).ToList();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 6);
        lines.Dialled.ShouldBeLessThanOrEqualTo(5);
        var refusedOnce = lines.Dialled;
        await held[0].ReleaseAsync();
        await held[1].ReleaseAsync();
        await Task.WhenAll(more);
        lines.Dialled.ShouldBe(refusedOnce, "nobody tried again while there was a connection to wait for");

        lines.Script.Greeting = new ImapScript().Greeting;
        lines.Time.Advance(TimeSpan.FromSeconds(290));
        var again = new[] { await lines.HoldAsync(), await lines.HoldAsync() };
        var third = lines.TouchAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        lines.Dialled.ShouldBe(refusedOnce);
        lines.Time.Advance(TimeSpan.FromSeconds(10));
        await lines.TouchAsync(); // five minutes after the refusal one more is tried
        await third;
        lines.Dialled.ShouldBe(refusedOnce + 1);
        foreach (var one in again) await one.ReleaseAsync();
    }

    [Fact]
    public async Task Too_many_connections_from_the_first_on_backs_off_and_then_says_so()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxRetries = 2 });
        lines.Script.Greeting = "* BYE Too many simultaneous connections";
        var call = lines.TouchAsync();
        await lines.BackOffAsync(1);
        await lines.BackOffAsync(2);
        (await Should.ThrowAsync<TransportLostException>(call)).Code.ShouldBe(ErrorCodes.TooManyConnections);
        lines.Dialled.ShouldBe(3);
    }

    [Fact]
    public async Task After_close_everything_is_refused_and_who_waited_is_told()
    {
        var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        await using (lines)
        {
            var held = await lines.HoldAsync();
            var waiting = lines.TouchAsync();
            await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
            await lines.Connections.DisposeAsync();
            (await Should.ThrowAsync<CallerException>(waiting)).Code.ShouldBe(DomainCodes.Closed);
            (await Should.ThrowAsync<CallerException>(async () => await lines.TouchAsync())).Code.ShouldBe(DomainCodes.Closed);
            await held.ReleaseAsync();
            lines.Script.Commands.ShouldBe(["0 LOGOUT"]);
        }
    }
}
