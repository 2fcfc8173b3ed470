using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class ImapConnectionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_in_with_an_initial_response_and_introduces_itself_in_one_flight()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync("* OK hello");
            await ImapScript.AnswerAsync(p, "CAPABILITY", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN", "$ OK");
            await ImapScript.AnswerAsync(p, "AUTHENTICATE PLAIN " + Convert.ToBase64String("\0anna\0opensesame"u8), "$ OK in");
            await ImapScript.AnswerAsync(p, "CAPABILITY", "* CAPABILITY IMAP4rev1 ID ENABLE UTF8=ACCEPT IDLE", "$ OK");
            var enable = await ImapScript.TagOfAsync(p, "ENABLE UTF8=ACCEPT");
            (await p.ReadLineAsync()).ShouldContain("ID (\"name\" \"Mailstead\"");
            await p.SendLinesAsync("* ENABLED UTF8=ACCEPT", $"{enable} OK", "* ID (\"name\" \"Scripted\" \"version\" NIL)", "A6 OK");
            await ImapScript.AnswerAsync(p, "SELECT \"Entwürfe\"".Replace("ü", "\u00c3\u00bc", StringComparison.Ordinal), "* 0 EXISTS", "$ OK [READ-WRITE]");
            await ImapScript.AnswerAsync(p, "LOGOUT", "* BYE", "$ OK");
        });
        await using var connection = await ImapScript.ConnectAsync(peer);
        connection.State.ShouldBe(ImapConnectionState.Connecting);
        await connection.AuthenticateAsync(ImapScript.Anna, Cancelled);
        connection.State.ShouldBe(ImapConnectionState.Authenticated);
        connection.ServerId["name"].ShouldBe("Scripted");
        await connection.ExecuteAsync(new SelectCommand(new MailboxName("Entwürfe")), Cancelled);
        connection.State.ShouldBe(ImapConnectionState.Selected);
    }

    [Theory]
    [InlineData("NO [AUTHENTICATIONFAILED] wrong", ErrorCodes.AuthenticationFailed, false)]
    [InlineData("NO wrong", ErrorCodes.AuthenticationFailed, false)]
    [InlineData("BAD wrong", ErrorCodes.AuthenticationFailed, false)]
    [InlineData("NO [UNAVAILABLE] later", ErrorCodes.ServerUnavailable, true)]
    [InlineData("NO [LIMIT] busy", ErrorCodes.TooManyConnections, true)]
    [InlineData("NO Too many simultaneous connections", ErrorCodes.TooManyConnections, true)]
    [InlineData("NO Too many failed logins, wait an hour", ErrorCodes.AuthenticationFailed, false)]
    public async Task A_refused_login_is_tried_once_and_named(string answer, string code, bool canRetry)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
            await ImapScript.AnswerAsync(p, "AUTHENTICATE PLAIN", "+ ");
            await p.ReadLineAsync();
            await p.SendLinesAsync("A2 " + answer);
            await ImapScript.UntilGoneAsync(p);
        });
        await using (var connection = await ImapScript.ConnectAsync(peer))
        {
            var refused = await Should.ThrowAsync<ServerRefusedException>(connection.AuthenticateAsync(ImapScript.Anna, Cancelled));
            refused.Code.ShouldBe(code);
            refused.CanRetry.ShouldBe(canRetry);
            refused.ToString().ShouldNotContain("opensesame");
        }
        peer.Conversations.ShouldHaveSingleItem().Received.Split("AUTHENTICATE").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Challenges_without_end_are_cancelled()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync("* OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] hello");
            await p.ExpectAsync("A2 AUTHENTICATE LOGIN");
            for (var n = 0; n < 50; n++)
            {
                await p.SendLinesAsync("+ VXNlcm5hbWU6");
                if (await p.ReadLineAsync() == "*")
                    break;
            }
            await p.SendLinesAsync("A2 BAD cancelled");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.ConnectAsync(peer);
        await Should.ThrowAsync<MailException>(connection.AuthenticateAsync(ImapScript.Anna, Cancelled));
    }

    [Fact]
    public async Task Commands_are_pipelined_and_their_answers_routed_by_tag()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            var first = await ImapScript.TagOfAsync(p, "STATUS \"one\" (MESSAGES UNSEEN UIDNEXT UIDVALIDITY)");
            var second = await ImapScript.TagOfAsync(p, "STATUS \"two\" (MESSAGES UNSEEN UIDNEXT UIDVALIDITY)");
            var third = await ImapScript.TagOfAsync(p, "NOOP");
            await p.SendLinesAsync(
                $"{third} OK", "* STATUS two (MESSAGES 2 UIDNEXT 9)", "* XUNKNOWN whatever", "* -1 EXISTS", "* FETCH", "* 7 X-SOMETHING (a)", "* STATUS \"one\" (MESSAGES 1 X-OTHER (1 (2)))",
                $"{second} OK", $"{first} OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var one = connection.ExecuteAsync(new StatusCommand(new MailboxName("one")), Cancelled);
        var two = connection.ExecuteAsync(new StatusCommand(new MailboxName("two")), Cancelled);
        await connection.ExecuteAsync(new NoopCommand(), Cancelled);
        (await two).UidNext.ShouldBe(new Uid(9));
        (await one).Messages.ShouldBe(1u);
    }

    [Theory]
    [InlineData("A99 OK never sent")]
    [InlineData("* 4294967296 EXISTS")]
    [InlineData("+ go on")]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("A3 OK [CAPABILITY (]")]
    [InlineData("A3 MAYBE later")]
    [InlineData("* 1 FETCH (FLAGS (\\Seen)")]
    [InlineData("* 1 FETCH ((((((")]
    public async Task What_cannot_be_trusted_drops_the_connection(string line)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, "UID FETCH 1:* (UID FLAGS)");
            await p.SendLinesAsync(line, "* 1 FETCH (UID 1 FLAGS ())");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var broken = await Should.ThrowAsync<ProtocolBrokenException>(connection.ExecuteAsync(new FetchCommand(UidSet.From(new Uid(1)), FetchItems.Flags), Cancelled));
        broken.Code.ShouldBe(ErrorCodes.ProtocolError);
        connection.State.ShouldBe(ImapConnectionState.Error);
        connection.Failure.ShouldBe(broken);
        Should.Throw<TransportLostException>(() => connection.ExecuteAsync(new NoopCommand(), Cancelled)).CanRetry.ShouldBeTrue();
    }

    [Fact]
    public async Task A_duplicate_tagged_answer_drops_the_connection()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(p, "NOOP", "$ OK", "$ OK again");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        await connection.ExecuteAsync(new NoopCommand(), Cancelled);
        await Should.ThrowAsync<MailException>(async () => await connection.ExecuteAsync(new NoopCommand(), Cancelled));
    }

    [Fact]
    public async Task All_that_is_in_flight_fails_when_the_line_is_cut()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await p.ReadLineAsync();
            await p.ReadLineAsync();
            p.Reset();
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var first = connection.ExecuteAsync(new NoopCommand(), Cancelled);
        var second = connection.ExecuteAsync(new NoopCommand(), Cancelled);
        (await Should.ThrowAsync<TransportLostException>(first)).Code.ShouldBe(ErrorCodes.ConnectionLost);
        (await Should.ThrowAsync<TransportLostException>(second)).Code.ShouldBe(ErrorCodes.ConnectionLost);
    }

    [Theory]
    [InlineData("* BYE [UNAVAILABLE] maintenance", ErrorCodes.ServerUnavailable)]
    [InlineData("* BYE Too many connections from your address", ErrorCodes.TooManyConnections)]
    [InlineData("* BYE \u001b[31mbye", ErrorCodes.ConnectionLost)]
    public async Task Bye_ends_the_connection_with_its_reason(string bye, string code)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await p.ReadLineAsync();
            await p.SendLinesAsync(bye);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var news = new NewsRecorder();
        connection.News = news;
        var lost = await Should.ThrowAsync<TransportLostException>(connection.ExecuteAsync(new NoopCommand(), Cancelled));
        lost.Code.ShouldBe(code);
        lost.ServerText!.Any(char.IsControl).ShouldBeFalse();
        news.All.Select(n => n.Kind).ShouldBe([ImapNewsKind.Bye, ImapNewsKind.Closed]);
    }

    [Theory]
    [InlineData("* BYE go away", ErrorCodes.ConnectionLost)]
    [InlineData("HTTP/1.1 400 Bad Request", ErrorCodes.ProtocolError)]
    [InlineData("* 1 EXISTS", ErrorCodes.ProtocolError)]
    [InlineData("A1 OK early", ErrorCodes.ProtocolError)]
    public async Task A_bad_greeting_is_no_connection(string greeting, string code)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync(greeting);
            await ImapScript.UntilGoneAsync(p);
        });
        (await Should.ThrowAsync<MailException>(ImapScript.ConnectAsync(peer))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Alerts_come_as_bounded_text_and_counts_as_snapshots()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(
                p, "SELECT INBOX", "* FLAGS (\\Seen $Junk)", "* 3 EXISTS", "* OK [UIDVALIDITY 7] x", "* OK [UIDNEXT 12] x", "* OK [HIGHESTMODSEQ 99] x",
                "* OK [PERMANENTFLAGS (\\Seen \\*)] x", "$ OK [READ-ONLY] done");
            await ImapScript.AnswerAsync(
                p, "NOOP", "* OK [ALERT] " + new string('a', 5000), "* 5 EXISTS", "* 2 EXPUNGE", "* VANISHED 3:4", "* 1 FETCH (FLAGS (\\Seen))", "* OK [UIDNEXT 20] x", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var news = new NewsRecorder();
        connection.News = news;
        var selected = await connection.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        selected.ShouldBe(connection.Selected);
        (selected.Exists, selected.UidValidity.Value, selected.UidNext.Value, selected.HighestModSeq.Value, selected.ReadOnly).ShouldBe((3u, 7u, 12u, 99ul, true));
        selected.Flags.ShouldBe([Flag.Seen, new Flag("$Junk")]);
        await connection.ExecuteAsync(new NoopCommand(), Cancelled);
        connection.Selected!.Exists.ShouldBe(2u);
        connection.Selected.UidNext.ShouldBe(new Uid(20));
        news.All.Select(n => (n.Kind, n.Number)).ShouldBe(
        [
            (ImapNewsKind.Alert, 0u), (ImapNewsKind.Exists, 5u), (ImapNewsKind.Expunge, 2u), (ImapNewsKind.Vanished, 2u), (ImapNewsKind.Fetch, 1u),
        ]);
        news.All[0].Text!.Length.ShouldBe(500);
    }

    [Theory]
    [InlineData("NO [NONEXISTENT] no", ErrorCodes.MailboxNotFound)]
    [InlineData("NO [TRYCREATE] no", ErrorCodes.MailboxNotFound)]
    [InlineData("NO [NOPERM] no", ErrorCodes.PermissionDenied)]
    [InlineData("NO [OVERQUOTA] no", ErrorCodes.QuotaExceeded)]
    [InlineData("NO [ALREADYEXISTS] no", ErrorCodes.MailboxExists)]
    [InlineData("NO [INUSE] no", ErrorCodes.ServerUnavailable)]
    [InlineData("NO Mailbox doesn't exist: x", ErrorCodes.MailboxNotFound)]
    [InlineData("NO no", ErrorCodes.ServerRefused)]
    [InlineData("BAD what", ErrorCodes.ServerRefused)]
    public async Task A_refusal_carries_its_code_and_leaves_the_line_good(string answer, string code)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(p, "CREATE \"x\"", "$ " + answer);
            await ImapScript.AnswerAsync(p, "NOOP", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        (await Should.ThrowAsync<ServerRefusedException>(connection.ExecuteAsync(new CreateCommand(new MailboxName("x")), Cancelled))).Code.ShouldBe(code);
        await connection.ExecuteAsync(new NoopCommand(), Cancelled);
    }

    [Fact]
    public async Task Secrets_and_literals_stay_out_of_the_wire_log()
    {
        var log = new List<string>();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p, "IMAP4rev1 LITERAL+");
            var tag = (await p.ReadLineAsync()).Split(' ')[0];
            await p.ReadAsync(14);
            await p.SendLinesAsync("* 1 FETCH (UID 1 BODY[] {7}", "secret!)", $"{tag} OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer, new TransportOptions { WireLog = line => { lock (log) log.Add(line.Text); } });
        await connection.ExecuteAsync(new AppendCommand(MailboxName.Inbox, "hidden words"u8.ToArray(), []), Cancelled);
        var text = string.Join('\n', log);
        text.ShouldContain("LOGIN [redacted]");
        text.ShouldContain("APPEND INBOX {12+}");
        foreach (var hidden in new[] { "opensesame", "hidden words", "secret!" })
            text.ShouldNotContain(hidden);
    }

    [Fact]
    public async Task Nothing_is_sent_when_an_argument_holds_a_line_break()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.UntilGoneAsync(p);
        });
        await using (var connection = await ImapScript.LogInAsync(peer))
        {
            var evil = "x\r\nA9 DELETE INBOX";
            await RefusedAsync(connection, new CreateCommand(new MailboxName(evil)));
            await RefusedAsync(connection, new SearchCommand(new SearchCriteria.Text(SearchTextKey.Subject, evil)));
            await RefusedAsync(connection, new StoreCommand(UidSet.From(new Uid(1)), StoreMode.Add, [new Flag(evil)]));
            await RefusedAsync(connection, new FetchCommand(UidSet.From(new Uid(1)), FetchItems.Flags, [new BodySection("1]" + evil)]));
            await RefusedAsync(connection, new ListCommand(pattern: evil));
        }
        peer.Conversations[0].Received.ShouldNotContain("DELETE");
        peer.Conversations[0].Received.Split("\r\n").Length.ShouldBe(3);
    }

    private static async Task RefusedAsync<T>(ImapConnection connection, ImapCommand<T> command) =>
        (await Should.ThrowAsync<CallerException>(async () => await connection.ExecuteAsync(command, Cancelled))).Code.ShouldBe(ErrorCodes.InvalidArgument);
}
