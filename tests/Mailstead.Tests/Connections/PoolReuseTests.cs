using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Connections;

public sealed class PoolReuseTests
{
    private static readonly MailboxName Inbox = MailboxName.Inbox;
    private static readonly MailboxName Work = new("Work");

    [Fact]
    public async Task Reuses_a_connection_that_was_idle_for_less_than_300_seconds_without_asking()
    {
        await using var lines = new Lines();
        var first = await lines.TouchAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(299));
        (await lines.TouchAsync()).ShouldBe(first);
        lines.Dialled.ShouldBe(1);
        lines.Script.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asks_by_noop_before_it_reuses_a_connection_that_was_idle_for_300_seconds()
    {
        await using var lines = new Lines();
        var first = await lines.TouchAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(300));
        (await lines.TouchAsync()).ShouldBe(first);
        lines.Script.Commands.ShouldBe(["0 NOOP"]);
    }

    [Fact]
    public async Task Asks_by_noop_after_the_machine_has_slept()
    {
        await using var lines = new Lines();
        await lines.TouchAsync();
        lines.Time.Sleep(TimeSpan.FromMinutes(10));
        await lines.TouchAsync();
        lines.Script.Commands.ShouldBe(["0 NOOP"]);
    }

    [Fact]
    public async Task A_connection_that_fails_the_probe_is_replaced_at_once_and_nobody_notices()
    {
        await using var lines = new Lines();
        lines.Script.On = turn =>
        {
            if (turn is { Verb: "NOOP", Peer.Number: 0 }) turn.Peer.Close();
            return Task.FromResult(false);
        };
        await lines.TouchAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(301));
        (await lines.TouchAsync(kind: WorkKind.Change)).ShouldEndWith("#2");
        lines.Dialled.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_that_does_not_answer_the_probe_is_replaced_after_5_seconds()
    {
        await using var lines = new Lines();
        lines.Script.On = turn => Task.FromResult(turn is { Verb: "NOOP" or "LOGOUT", Peer.Number: 0 });
        await lines.TouchAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(301));
        var call = lines.TouchAsync(kind: WorkKind.Change);
        await lines.PassAsync(5);
        await lines.PassAsync(1); // the goodbye is not answered either
        (await call).ShouldEndWith("#2");
    }

    [Fact]
    public async Task Retires_a_connection_at_1800_seconds_of_age_however_busy_it_was()
    {
        await using var lines = new Lines();
        for (var i = 0; i < 18; i++)
        {
            (await lines.TouchAsync()).ShouldEndWith("#1");
            lines.Time.Advance(TimeSpan.FromSeconds(100));
        }

        (await lines.TouchAsync()).ShouldEndWith("#2");
        await Eventually.Is(() => lines.Connections.Health()[0].Open == 1);
        lines.Script.Commands.ShouldContain("0 LOGOUT");
    }

    [Fact]
    public async Task Connections_that_have_aged_are_closed_without_anyone_asking()
    {
        await using var lines = new Lines();
        await lines.TouchAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(1860));
        await Eventually.Is(() => lines.Connections.Health()[0].Open == 0);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_while_idle_is_not_handed_out()
    {
        await using var lines = new Lines();
        var first = await lines.RunAsync(Task.FromResult);
        lines.Peer.Conversations[0].Close();
        await Eventually.Is(() => first.Failure is not null);
        (await lines.TouchAsync(kind: WorkKind.Change)).ShouldEndWith("#2");
    }

    [Fact]
    public async Task Prefers_the_connection_that_has_the_mailbox_selected()
    {
        await using var lines = new Lines();
        var one = await lines.HoldAsync(Inbox, WorkKind.Read);
        var two = await lines.HoldAsync(Work, WorkKind.Read);
        await one.ReleaseAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(1));
        await two.ReleaseAsync();
        (await lines.TouchAsync(Inbox)).ShouldBe(await one.Has);
        (await lines.TouchAsync(Work)).ShouldBe(await two.Has);
        lines.Script.Count("EXAMINE INBOX").ShouldBe(1);
        lines.Script.Count("EXAMINE Work").ShouldBe(1);
    }

    [Fact]
    public async Task A_mailbox_that_is_selected_already_is_looked_at_anew_by_a_noop_before_the_work()
    {
        await using var lines = new Lines();
        await lines.AskAsync(Inbox);
        await lines.AskAsync(Inbox);
        lines.Script.Commands.ShouldBe(["0 EXAMINE INBOX", "0 CREATE", "0 NOOP", "0 CREATE"]);
    }

    [Fact]
    public async Task A_change_selects_for_writing_and_readers_may_go_on_with_that()
    {
        await using var lines = new Lines();
        await lines.AskAsync(Inbox);
        await lines.AskAsync(Inbox, WorkKind.Change);
        await lines.AskAsync(Inbox);
        lines.Script.Commands.ShouldBe(["0 EXAMINE INBOX", "0 CREATE", "0 SELECT INBOX", "0 CREATE", "0 NOOP", "0 CREATE"]);
    }

    [Fact]
    public async Task A_missing_mailbox_is_final_and_the_connection_stays_good()
    {
        await using var lines = new Lines();
        lines.Script.On = async turn =>
        {
            if (turn.Verb != "EXAMINE") return false;
            await turn.NoAsync("[NONEXISTENT] no such mailbox");
            return true;
        };
        (await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync(Work))).Code.ShouldBe(ErrorCodes.MailboxNotFound);
        (await lines.TouchAsync()).ShouldEndWith("#1");
        lines.Script.Count("EXAMINE Work").ShouldBe(1);
        lines.Connections.Health()[0].Healthy.ShouldBeTrue();
    }

    [Fact]
    public async Task Clear_closes_what_is_idle_at_once_and_what_is_leased_when_it_comes_back()
    {
        await using var lines = new Lines();
        var held = await lines.HoldAsync();
        await lines.TouchAsync();
        lines.Connections.Health()[0].Open.ShouldBe(2);
        await lines.Connections.ClearAsync(new AccountId("other"));
        lines.Connections.Health()[0].Open.ShouldBe(2);
        await lines.Connections.ClearAsync(lines.Account.Id);
        lines.Connections.Health()[0].Open.ShouldBe(1);
        await held.ReleaseAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Open == 0);
    }

    [Fact]
    public async Task Changed_settings_begin_with_new_connections()
    {
        await using var lines = new Lines();
        await lines.TouchAsync();
        lines.Account = lines.Account with { DisplayName = "Ann" };
        (await lines.TouchAsync()).ShouldEndWith("#1", Case.Sensitive, "nothing of the line has changed");
        lines.Account = lines.Account with { ImapUser = "anna" };
        (await lines.TouchAsync()).ShouldEndWith(":anna#1");
    }

    [Fact]
    public async Task Classic_mode_takes_a_new_connection_for_each_operation_and_leaves_none()
    {
        await using var lines = new Lines(new ConnectionSettings { UseSessionManagement = false });
        (await lines.TouchAsync()).ShouldEndWith("#1");
        (await lines.TouchAsync()).ShouldEndWith("#2");
        var health = lines.Connections.Health()[0];
        (health.Open, health.Mode).ShouldBe((0, "classic"));
        lines.Script.Count("LOGOUT").ShouldBe(2);
    }
}
