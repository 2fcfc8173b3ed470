using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class ImapCommandTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static UidSet Three => UidSet.Range(new Uid(1), new Uid(3));

    [Fact]
    public Task Search_asks_for_ESEARCH_and_names_a_charset_only_when_it_must() => TalkAsync("IMAP4rev1 ESEARCH LITERAL+", async p =>
    {
        await ImapScript.AnswerAsync(p, "UID SEARCH RETURN (ALL) UNSEEN NOT KEYWORD $Done SINCE 1-Feb-2024", "* ESEARCH (TAG \"A9\") UID ALL 99", "* ESEARCH (TAG \"A3\") UID COUNT 3 ALL 2,10:11", "$ OK");
        await p.ExpectAsync("A4 UID SEARCH RETURN (ALL) CHARSET UTF-8 SUBJECT {4+}");
        (await p.ReadLineAsync()).ShouldBe("Gr\u00c3\u00bc");
        await p.SendLinesAsync("* ESEARCH (TAG \"A4\") UID", "A4 OK");
    }, async c =>
    {
        (await c.ExecuteAsync(new SearchCommand(new SearchCriteria.And(
        [
            new SearchCriteria.HasFlag(Flag.Seen, Set: false), new SearchCriteria.Not(new SearchCriteria.HasFlag(new Flag("$Done"))),
            new SearchCriteria.Date(SearchDateKey.Since, new DateOnly(2024, 2, 1)),
        ])), Cancelled)).Select(u => u.Value).ShouldBe([2u, 10u, 11u]);
        (await c.ExecuteAsync(new SearchCommand(new SearchCriteria.Text(SearchTextKey.Subject, "Grü")), Cancelled)).ShouldBeEmpty();
    });

    [Fact]
    public Task Search_without_ESEARCH_sorts_what_comes() => TalkAsync("IMAP4rev1", async p =>
    {
        await ImapScript.AnswerAsync(p, "UID SEARCH OR FROM \"a\\\"b\" (DELETED LARGER 7)", "* SEARCH 9 3 3", "* SEARCH 4", "$ OK");
        await ImapScript.AnswerAsync(p, "UID SEARCH UID 5:*", "* SEARCH 2", "$ OK");
    }, async c =>
    {
        var criteria = new SearchCriteria.Or(new SearchCriteria.Text(SearchTextKey.From, "a\"b"), new SearchCriteria.And([new SearchCriteria.HasFlag(Flag.Deleted), new SearchCriteria.Larger(7)]));
        (await c.ExecuteAsync(new SearchCommand(criteria), Cancelled)).Select(u => u.Value).ShouldBe([3u, 4u, 9u]);
        (await c.ExecuteAsync(new SearchCommand(new SearchCriteria.Uids(UidSet.From(new Uid(5)))), Cancelled)).ShouldBeEmpty();
    });

    [Fact]
    public Task An_announced_ESEARCH_that_is_answered_BAD_is_not_used_again() => TalkAsync("IMAP4rev1 ESEARCH", async p =>
    {
        await ImapScript.AnswerAsync(p, "UID SEARCH RETURN (ALL) ALL", "$ BAD what");
        await ImapScript.AnswerAsync(p, "UID SEARCH ALL", "* SEARCH 1", "$ OK");
        await ImapScript.AnswerAsync(p, "UID SEARCH ALL", "* SEARCH 2", "$ OK");
    }, async c =>
    {
        (await c.ExecuteAsync(new SearchCommand(new SearchCriteria.All()), Cancelled)).ShouldBe([new Uid(1)]);
        (await c.ExecuteAsync(new SearchCommand(new SearchCriteria.All()), Cancelled)).ShouldBe([new Uid(2)]);
    });

    [Fact]
    public Task A_search_that_claims_every_UID_there_is_is_cut_off() => TalkAsync("IMAP4rev1 ESEARCH", async p =>
        await ImapScript.AnswerAsync(p, "UID SEARCH RETURN (ALL) ALL", "* ESEARCH (TAG \"A3\") UID ALL 1:4294967295", "$ OK"),
        async c => (await Should.ThrowAsync<ProtocolBrokenException>(c.ExecuteAsync(new SearchCommand(new SearchCriteria.All()), Cancelled))).Code.ShouldBe(ErrorCodes.LimitExceeded));

    [Fact]
    public Task Move_is_one_command_where_offered() => TalkAsync("IMAP4rev1 MOVE UIDPLUS", async p =>
        await ImapScript.AnswerAsync(p, "UID MOVE 1:3 \"b\"", "* OK [COPYUID 7 1:3 11:13] moved", "* 1 EXPUNGE", "$ OK"),
        async c =>
        {
            var moved = await c.ExecuteAsync(new MoveCommand(Three, new MailboxName("b")), Cancelled);
            moved.TargetValidity.ShouldBe(new UidValidity(7));
            moved.Map[new Uid(2)].ShouldBe(new Uid(12));
            moved.OriginalsRemain.ShouldBeFalse();
        });

    [Theory]
    [InlineData("IMAP4rev1 UIDPLUS", false, false)]
    [InlineData("IMAP4rev1", false, true)]
    [InlineData("IMAP4rev1 MOVE UIDPLUS", true, false)]
    public Task Move_falls_back_to_copy_and_never_expunges_what_is_not_its_own(string capabilities, bool movesBadly, bool remain) => TalkAsync(capabilities, async p =>
    {
        if (movesBadly)
            await ImapScript.AnswerAsync(p, "UID MOVE 1:3 \"b\"", "$ BAD what");
        await ImapScript.AnswerAsync(p, "UID COPY 1:3 \"b\"", "$ OK [COPYUID 7 1:3 11:13] copied");
        await ImapScript.AnswerAsync(p, "UID STORE 1:3 +FLAGS.SILENT (\\Deleted)", "$ OK");
        if (!remain)
            await ImapScript.AnswerAsync(p, "UID EXPUNGE 1:3", "$ OK");
    }, async c =>
    {
        var moved = await c.ExecuteAsync(new MoveCommand(Three, new MailboxName("b")), Cancelled);
        moved.OriginalsRemain.ShouldBe(remain);
        moved.Map.Count.ShouldBe(3);
        if (remain)
            (await Should.ThrowAsync<CallerException>(c.ExecuteAsync(new ExpungeCommand(Three), Cancelled))).Code.ShouldBe(ErrorCodes.Unsupported);
    });

    [Fact]
    public Task A_move_into_a_missing_mailbox_deletes_nothing() => TalkAsync("IMAP4rev1 UIDPLUS", async p =>
        await ImapScript.AnswerAsync(p, "UID COPY 1:3 \"b\"", "$ NO [TRYCREATE] no"),
        async c => (await Should.ThrowAsync<ServerRefusedException>(c.ExecuteAsync(new MoveCommand(Three, new MailboxName("b")), Cancelled))).Code.ShouldBe(ErrorCodes.MailboxNotFound));

    [Fact]
    public Task A_map_that_lies_maps_nothing_that_was_not_asked_for() => TalkAsync("IMAP4rev1", async p =>
        await ImapScript.AnswerAsync(p, "UID COPY 1:3 \"b\"", "$ OK [COPYUID 7 3:9 1:4294967295] copied"),
        async c => (await c.ExecuteAsync(new CopyCommand(Three, new MailboxName("b")), Cancelled)).Map.Keys.ShouldBe([new Uid(3)]));

    [Fact]
    public Task A_synchronising_literal_waits_to_be_asked_for() => TalkAsync("IMAP4rev1 UIDPLUS", async p =>
    {
        await p.ExpectAsync("A3 APPEND \"b\" (\\Seen) \"29-Feb-2024 23:00:00 +0100\" {5}");
        await p.SendLinesAsync("* 4 EXISTS", "+ go");
        (await p.ReadAsync(7)).ShouldBe("hello\r\n");
        await p.SendLinesAsync("A3 OK [APPENDUID 7 8] stored");
    }, async c =>
    {
        var stored = await c.ExecuteAsync(new AppendCommand(new MailboxName("b"), "hello"u8.ToArray(), [Flag.Seen], new DateTimeOffset(2024, 2, 29, 23, 0, 0, TimeSpan.FromHours(1))), Cancelled);
        stored.ShouldBe(new AppendResult(new UidValidity(7), new Uid(8)));
    });

    [Fact]
    public Task A_literal_that_is_refused_is_not_sent() => TalkAsync("IMAP4rev1", async p =>
    {
        await p.ExpectAsync("A3 APPEND \"b\" {5}");
        await p.SendLinesAsync("A3 NO [OVERQUOTA] full");
        await ImapScript.AnswerAsync(p, "NOOP", "$ OK");
    }, async c =>
    {
        (await Should.ThrowAsync<ServerRefusedException>(c.ExecuteAsync(new AppendCommand(new MailboxName("b"), "hello"u8.ToArray(), []), Cancelled))).Code.ShouldBe(ErrorCodes.QuotaExceeded);
        await c.ExecuteAsync(new NoopCommand(), Cancelled);
    });

    [Fact]
    public Task A_message_beyond_the_servers_limit_is_not_sent() => TalkAsync("IMAP4rev1 APPENDLIMIT=4", _ => Task.CompletedTask, async c =>
        (await Should.ThrowAsync<CallerException>(c.ExecuteAsync(new AppendCommand(MailboxName.Inbox, "hello"u8.ToArray(), []), Cancelled))).Code.ShouldBe(ErrorCodes.MessageTooLarge));

    [Fact]
    public async Task A_literal_cancelled_while_it_waits_drops_the_connection()
    {
        var reached = new TaskCompletionSource();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await p.ExpectAsync("A3 APPEND");
            reached.SetResult();
            await p.UntilClosedAsync();
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        using var cancel = new CancellationTokenSource();
        var append = connection.ExecuteAsync(new AppendCommand(MailboxName.Inbox, "hello"u8.ToArray(), []), cancel.Token);
        var behind = connection.ExecuteAsync(new NoopCommand(), Cancelled);
        await reached.Task.WaitAsync(Patience.Limit, Cancelled);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(append);
        connection.State.ShouldBe(ImapConnectionState.Error);
        await Should.ThrowAsync<TransportLostException>(behind);
    }

    [Fact]
    public Task A_cancelled_command_ends_on_the_line_and_the_next_one_works() => TalkAsync("IMAP4rev1", async p =>
    {
        var first = await ImapScript.TagOfAsync(p, "NOOP");
        var second = await ImapScript.TagOfAsync(p, "CREATE \"x\"");
        await p.SendLinesAsync($"{first} OK", $"{second} OK");
    }, async c =>
    {
        using var cancel = new CancellationTokenSource();
        var noop = c.ExecuteAsync(new NoopCommand(), cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(noop);
        (await c.ExecuteAsync(new CreateCommand(new MailboxName("x")), Cancelled)).ShouldBeTrue();
    });

    [Fact]
    public Task List_joins_status_and_knows_special_folders() => TalkAsync("IMAP4rev1 LIST-EXTENDED SPECIAL-USE LIST-STATUS CONDSTORE", async p =>
        await ImapScript.AnswerAsync(
            p, "LIST \"\" \"*\" RETURN (SPECIAL-USE STATUS (MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ))",
            "* LIST (\\HasNoChildren) \"/\" inbox", "* STATUS INBOX (MESSAGES 5 UNSEEN 2 UIDNEXT 9 UIDVALIDITY 4 HIGHESTMODSEQ 77)",
            "* LIST (\\Noselect) NIL \"a \\\"b\" (\"CHILDINFO\" (\"x\"))", "* LIST (\\sent \\Marked) \"/\" {4}\r\n&AOk-", "$ OK"),
        async c =>
        {
            var all = await c.ExecuteAsync(new ListCommand(withStatus: true), Cancelled);
            all[0].Status.ShouldBe(new MailboxStatus(5, 2, new Uid(9), new UidValidity(4), new ModSeq(77)));
            (all[1].Name.Value, all[1].Delimiter, all[1].IsSelectable).ShouldBe(("a \"b", null, false));
            (all[2].SpecialUse, all[2].Status).ShouldBe(("\\sent", null));
        });

    [Fact]
    public Task Namespace_falls_back_to_the_delimiter_of_the_root() => TalkAsync("IMAP4rev1", async p =>
        await ImapScript.AnswerAsync(p, "LIST \"\" \"\"", "* LIST (\\Noselect) \".\" \"\"", "$ OK"),
        async c => (await c.ExecuteAsync(new NamespaceCommand(), Cancelled)).Delimiter.ShouldBe('.'));

    [Theory]
    [InlineData("IMAP4rev1 UNSELECT", "UNSELECT", "OK")]
    [InlineData("IMAP4rev1", "EXAMINE \"mailstead no such mailbox\"", "NO")]
    public Task Unselect_leaves_the_mailbox_without_expunging(string capabilities, string command, string answer) => TalkAsync(capabilities, async p =>
    {
        await ImapScript.AnswerAsync(p, "SELECT INBOX", "* 1 EXISTS", "$ OK");
        await ImapScript.AnswerAsync(p, command, $"$ {answer}");
    }, async c =>
    {
        await c.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        await c.ExecuteAsync(new UnselectCommand(), Cancelled);
        c.Selected.ShouldBeNull();
    });

    [Fact]
    public Task Close_leaves_the_mailbox() => TalkAsync("IMAP4rev1", async p =>
    {
        await ImapScript.AnswerAsync(p, "SELECT INBOX", "* 1 EXISTS", "$ OK");
        await ImapScript.AnswerAsync(p, "CLOSE", "$ OK");
    }, async c =>
    {
        await c.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        (await c.ExecuteAsync(new CloseCommand(), Cancelled)).ShouldBeTrue();
        c.Selected.ShouldBeNull();
    });

    [Fact]
    public Task A_failed_select_leaves_nothing_selected() => TalkAsync("IMAP4rev1", async p =>
    {
        await ImapScript.AnswerAsync(p, "SELECT INBOX", "* 1 EXISTS", "$ OK");
        await ImapScript.AnswerAsync(p, "EXAMINE \"gone\"", "$ NO [NONEXISTENT] no");
    }, async c =>
    {
        await c.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        await Should.ThrowAsync<ServerRefusedException>(c.ExecuteAsync(new SelectCommand(new MailboxName("gone"), readOnly: true), Cancelled));
        c.Selected.ShouldBeNull();
    });

    [Fact]
    public async Task Idle_outlasts_every_silence_and_ends_after_its_time()
    {
        var time = new FakeTime();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p, "IMAP4rev1 IDLE");
            await p.ExpectAsync("A3 IDLE");
            await p.SendLinesAsync("+ idling");
            await p.ExpectAsync("DONE");
            await p.SendLinesAsync("A3 OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer, new TransportOptions { Time = time });
        var idle = connection.ExecuteAsync(new IdleCommand(TimeSpan.FromSeconds(900), CancellationToken.None), Cancelled);
        await time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(900));
        time.Advance(TimeSpan.FromSeconds(899));
        idle.IsCompleted.ShouldBeFalse();
        connection.State.ShouldBe(ImapConnectionState.Idle);
        time.Advance(TimeSpan.FromSeconds(1));
        (await idle).ShouldBeTrue();
    }

    [Fact]
    public Task Idle_is_refused_where_the_server_cannot() => TalkAsync("IMAP4rev1", _ => Task.CompletedTask, async c =>
        (await Should.ThrowAsync<CallerException>(c.ExecuteAsync(new IdleCommand(TimeSpan.FromSeconds(900), Cancelled), Cancelled))).Code.ShouldBe(ErrorCodes.Unsupported));

    private static async Task TalkAsync(string capabilities, Func<PeerConversation, Task> script, Func<ImapConnection, Task> act)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p, capabilities);
            await script(p);
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        await act(connection);
    }
}
