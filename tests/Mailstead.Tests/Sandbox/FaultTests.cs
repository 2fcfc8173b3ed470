using System.Diagnostics;
using Mailstead.Sandbox;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Body = "Subject: x\r\n\r\n0123456789\r\n";
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, TestContext.Current.CancellationToken);
        _server.Deliver(System.Text.Encoding.ASCII.GetBytes(Body));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _server.Defects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Drops_the_connection_at_the_nth_match_and_only_there(bool reset)
    {
        _server.ImapFaults.Add(new FaultRule("NOOP", new FaultAction.Drop(reset)) { Nth = 2 });
        await using (var client = await RawClient.SelectedAsync(_server.Imap))
        {
            (await client.CommandAsync("NOOP"))[^1].ShouldStartWith("OK ");
            (await client.CommandAsync("NOOP"))[^1].ShouldBe("(closed)");
        }

        await using var again = await RawClient.SelectedAsync(_server.Imap);
        (await again.CommandAsync("NOOP"))[^1].ShouldStartWith("OK ");
    }

    [Fact]
    public async Task Carries_a_command_out_and_loses_the_answer()
    {
        _server.ImapFaults.Add("UID STORE", new FaultAction.DropAfterwards());
        await using (var client = await RawClient.SelectedAsync(_server.Imap))
            (await client.CommandAsync("UID STORE 1 +FLAGS (\\Flagged)"))[^1].ShouldBe("(closed)");
        await using var again = await RawClient.SelectedAsync(_server.Imap);
        (await again.CommandAsync("UID FETCH 1 FLAGS"))[0].ShouldContain("\\Flagged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(25)]
    public async Task Cuts_so_many_octets_into_a_literal(int octets)
    {
        _server.ImapFaults.Add("UID FETCH", new FaultAction.CutInLiteral(octets));
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        await client.SendAsync("f UID FETCH 1 (BODY.PEEK[])\r\n");
        (await client.RestAsync()).ShouldBe($"* 1 FETCH (UID 1 BODY[] {{{Body.Length}}}\r\n{Body[..octets]}");
    }

    [Fact]
    public async Task Cuts_an_answer_after_so_many_octets()
    {
        _server.ImapFaults.Add("LOGIN", new FaultAction.CutAfter(4));
        await using var client = await RawClient.ConnectAsync(_server.Imap);
        await client.SendAsync("a LOGIN alex open-sesame\r\n");
        (await client.RestAsync()).ShouldBe("a OK");
    }

    [Fact]
    public async Task Refuses_by_status_and_code_as_often_as_told()
    {
        _server.ImapFaults.Add(new FaultRule("UID MOVE", new FaultAction.Answer("NO", "Over quota", "OVERQUOTA")) { Times = 2 });
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        (await client.CommandAsync("UID MOVE 1 Trash"))[^1].ShouldBe("NO [OVERQUOTA] Over quota");
        (await client.CommandAsync("UID MOVE 1 Trash"))[^1].ShouldBe("NO [OVERQUOTA] Over quota");
        (await client.CommandAsync("UID MOVE 1 Trash"))[^1].ShouldStartWith("OK ");
    }

    [Fact]
    public async Task Says_goodbye_in_place_of_a_greeting()
    {
        _server.ImapFaults.Add(FaultRule.Greeting, new FaultAction.Bye("[UNAVAILABLE] Back soon"));
        await using var client = await RawClient.ConnectAsync(_server.Imap, readGreeting: false);
        (await client.RestAsync()).ShouldBe("* BYE [UNAVAILABLE] Back soon\r\n");
    }

    [Fact]
    public async Task Answers_under_a_tag_that_nobody_sent()
    {
        _server.ImapFaults.Add("NOOP", new FaultAction.WrongTag());
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        await client.SendAsync("a NOOP\r\n");
        (await client.LineAsync()).ShouldBe("nobody OK Done");
    }

    [Fact]
    public async Task Sends_given_bytes_before_or_in_place_of_the_answer()
    {
        _server.ImapFaults.Add("NOOP", new FaultAction.SendFirst("* 4294967295 EXISTS\r\n")).Add("CHECK", new FaultAction.Send("* garbage {99999999999}\r\n"));
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        (await client.CommandAsync("NOOP")).ShouldBe(["* 4294967295 EXISTS", "OK Done"]);
        await client.SendAsync("c CHECK\r\n");
        (await client.LineAsync()).ShouldBe("* garbage {99999999999}");
    }

    [Fact]
    public async Task Stalls_for_a_while_and_carries_on()
    {
        _server.ImapFaults.Add("NOOP", new FaultAction.Stall(TimeSpan.FromMilliseconds(120)));
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        var watch = Stopwatch.StartNew();
        (await client.CommandAsync("NOOP"))[^1].ShouldStartWith("OK ");
        watch.ElapsedMilliseconds.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Stalls_for_good_without_holding_up_others_or_its_own_end()
    {
        _server.ImapFaults.Add("NOOP", new FaultAction.Stall());
        await using var stalled = await RawClient.SelectedAsync(_server.Imap);
        await stalled.SendAsync("a NOOP\r\nb CHECK\r\n");
        await using var other = await RawClient.SelectedAsync(_server.Imap);
        (await other.CommandAsync("CHECK"))[^1].ShouldStartWith("OK ");
        var watch = Stopwatch.StartNew();
        await _server.DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(Patience.Limit);
        (await stalled.RestAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Trickles_and_chatters()
    {
        _server.ImapFaults.Add("NOOP", new FaultAction.Trickle(TimeSpan.FromMilliseconds(1))).Add("CHECK", new FaultAction.Chatter(TimeSpan.FromMilliseconds(1)));
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        (await client.CommandAsync("NOOP"))[^1].ShouldStartWith("OK ");
        await client.SendAsync("c CHECK\r\n");
        for (var i = 0; i < 20; i++)
            (await client.LineAsync()).ShouldBe("* OK still working");
    }

    [Fact]
    public async Task Loses_the_reply_to_the_final_dot_with_the_mail_taken_or_not()
    {
        foreach (var (fault, taken) in new (FaultAction, int)[] { (new FaultAction.Drop(), 0), (new FaultAction.DropAfterwards(), 1) })
        {
            _server.SmtpFaults.Add(FaultRule.EndOfData, fault);
            await using var client = await RawClient.ConnectAsync(_server.Smtp);
            await client.SmtpAsync("EHLO x");
            await client.SmtpAsync("AUTH PLAIN AGFsZXgAb3Blbi1zZXNhbWU=");
            await client.SmtpAsync("MAIL FROM:<alex@sandbox.example>");
            await client.SmtpAsync("RCPT TO:<bo@elsewhere.example>");
            await client.SmtpAsync("DATA");
            (await client.SmtpAsync("a: b\r\n\r\n.")).ShouldBe("(closed)");
            _server.Outgoing.Count.ShouldBe(taken);
            _server.SmtpFaults.Clear();
        }
    }

    [Fact]
    public async Task Refuses_an_smtp_command_with_given_codes()
    {
        _server.SmtpFaults.Add("RCPT TO:<greylisted@", new FaultAction.Answer("451", "Later", "4.7.1"));
        await using var client = await RawClient.ConnectAsync(_server.Smtp);
        await client.SmtpAsync("EHLO x");
        await client.SmtpAsync("AUTH PLAIN AGFsZXgAb3Blbi1zZXNhbWU=");
        await client.SmtpAsync("MAIL FROM:<alex@sandbox.example>");
        (await client.SmtpAsync("RCPT TO:<greylisted@elsewhere.example>")).ShouldBe("451 4.7.1 Later");
        (await client.SmtpAsync("RCPT TO:<greylisted@elsewhere.example>")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task Turns_away_the_connection_that_is_one_too_many()
    {
        await using var small = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false, Limits = new SandboxLimits { MaxConnections = 1 } }, TestContext.Current.CancellationToken);
        await using var first = await RawClient.SelectedAsync(small.Imap);
        await using var second = await RawClient.ConnectAsync(small.Imap, readGreeting: false);
        (await second.RestAsync()).ShouldBe("* BYE [LIMIT] Too many connections\r\n");
        (await first.CommandAsync("NOOP"))[^1].ShouldStartWith("OK ");
    }
}
