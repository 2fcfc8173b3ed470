using System.Collections.Concurrent;
using Mailstead.Accounts;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Connections;

public sealed class WatchTests
{
    private readonly ConcurrentQueue<ImapNews> _news = new();

    [Fact]
    public async Task Idle_is_begun_anew_every_900_seconds()
    {
        await using var lines = new Lines();
        await using var watch = await WatchAsync(lines);
        for (var i = 1; i <= 3; i++)
        {
            await Eventually.Is(() => lines.Script.Count("IDLE") == i);
            await lines.PassAsync(900);
        }

        await Eventually.Is(() => lines.Script.Count("IDLE") == 4);
        lines.Dialled.ShouldBe(1);
        lines.Script.Commands[0].ShouldBe("0 EXAMINE INBOX");
    }

    [Fact]
    public async Task News_reach_the_receiver_in_order_after_the_number_of_messages()
    {
        await using var lines = new Lines();
        await using var watch = await WatchAsync(lines);
        await Eventually.Is(() => lines.Script.Count("IDLE") == 1);
        await lines.Peer.Conversations[0].SendLinesAsync("* 4 EXISTS", "* 2 EXPUNGE");
        await Eventually.Is(() => _news.Count == 3);
        _news.Select(n => (n.Kind, n.Number)).ShouldBe([(ImapNewsKind.Exists, 3u), (ImapNewsKind.Exists, 4u), (ImapNewsKind.Expunge, 2u)]);
    }

    [Fact]
    public async Task A_lost_line_is_found_again_after_1_and_2_seconds_and_the_number_told_again()
    {
        await using var lines = new Lines();
        await using var watch = await WatchAsync(lines);
        await Eventually.Is(() => lines.Script.Count("IDLE") == 1);
        lines.Script.Greeting = "* BYE shutting down";
        lines.Peer.Conversations[0].Close();
        await lines.BackOffAsync(1);
        await lines.Time.WhenTimerIsSetAsync(left => left > TimeSpan.FromSeconds(2) && left < TimeSpan.FromSeconds(2.03));
        lines.Script.Greeting = new ImapScript().Greeting;
        await lines.BackOffAsync(2);
        await Eventually.Is(() => _news.Count(n => n.Kind == ImapNewsKind.Exists) == 2);
        await Eventually.Is(() => lines.Script.Commands.Contains("2 IDLE"));
    }

    [Fact]
    public async Task Without_idle_the_server_is_asked_every_minute()
    {
        await using var lines = new Lines(script: new ImapScript { Capabilities = "IMAP4rev1" });
        await using var watch = await WatchAsync(lines);
        for (var i = 1; i <= 3; i++)
        {
            await lines.PassAsync(60);
            await Eventually.Is(() => lines.Script.Count("NOOP") == i);
        }

        lines.Script.Count("IDLE").ShouldBe(0);
    }

    [Fact]
    public async Task A_former_watch_of_the_same_mailbox_is_stopped_first()
    {
        await using var lines = new Lines();
        await using var first = await WatchAsync(lines);
        await Eventually.Is(() => lines.Script.Count("IDLE") == 1);
        await using var second = await WatchAsync(lines);
        await Eventually.Is(() => lines.Script.Count("IDLE") == 2);
        lines.Connections.Health()[0].Open.ShouldBe(1);
        lines.Script.Commands.ShouldContain("0 LOGOUT");
    }

    [Fact]
    public async Task Stopping_ends_idle_and_gives_the_connection_up()
    {
        await using var lines = new Lines();
        var watch = await WatchAsync(lines);
        await Eventually.Is(() => lines.Script.Count("IDLE") == 1);
        await watch.DisposeAsync();
        lines.Connections.Health()[0].Open.ShouldBe(0);
    }

    [Fact]
    public async Task An_account_with_one_connection_is_watched_between_its_work()
    {
        await using var lines = new Lines(new ConnectionSettings { MaxConnections = 1 });
        await using var watch = await WatchAsync(lines);
        await Eventually.Is(() => _news.Count == 1);
        (await lines.TouchAsync()).ShouldEndWith("#1");
        await lines.PassAsync(60);
        await Eventually.Is(() => lines.Script.Count("NOOP") >= 2);
        lines.Script.Count("IDLE").ShouldBe(0);
        lines.Dialled.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_leaves_the_other_connections_to_the_work()
    {
        await using var lines = new Lines();
        await using var watch = await WatchAsync(lines);
        var held = new[] { await lines.HoldAsync(), await lines.HoldAsync() };
        var next = lines.TouchAsync();
        await Eventually.Is(() => lines.Connections.Health()[0].Waiting == 1);
        lines.Dialled.ShouldBe(3);
        foreach (var one in held) await one.ReleaseAsync();
        await next;
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_fails_the_call()
    {
        await using var lines = new Lines();
        lines.Script.On = async turn =>
        {
            if (turn.Verb != "EXAMINE") return false;
            await turn.NoAsync("[NONEXISTENT] none");
            return true;
        };
        (await Should.ThrowAsync<ServerRefusedException>(WatchAsync(lines))).Code.ShouldBe(ErrorCodes.MailboxNotFound);
        await Eventually.Is(() => lines.Connections.Health()[0].Leased == 0);
    }

    [Fact]
    public async Task Closing_the_connections_stops_the_watch()
    {
        await using var lines = new Lines();
        await WatchAsync(lines);
        await Eventually.Is(() => lines.Script.Count("IDLE") == 1);
        await lines.Connections.DisposeAsync();
        await Eventually.Is(() => lines.Peer.Conversations[0].Received.Contains("LOGOUT", StringComparison.Ordinal) || lines.Peer.Conversations[0].Ended is not null);
    }

    private Task<IAsyncDisposable> WatchAsync(Lines lines) =>
        lines.Connections.WatchAsync(lines.Account, MailboxName.Inbox, news =>
        {
            _news.Enqueue(news);
            return ValueTask.CompletedTask;
        }, CancellationToken.None);
}
