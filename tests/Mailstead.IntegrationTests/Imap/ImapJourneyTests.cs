using System.Text;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Imap;

public sealed class ImapJourneyTests(MailServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dovecot", TlsMode.Implicit)]
    [InlineData("dovecot", TlsMode.StartTls)]
    [InlineData("dovecot", TlsMode.None)]
    [InlineData("cyrus", TlsMode.Implicit)]
    [InlineData("cyrus", TlsMode.StartTls)]
    public async Task Mail_is_stored_found_read_flagged_moved_and_removed(string server, TlsMode tls)
    {
        await using var connection = await LiveImap.LogInAsync(servers, server, tls);
        connection.State.ShouldBe(ImapConnectionState.Authenticated);
        var spaces = await connection.ExecuteAsync(new NamespaceCommand(), Cancelled);
        var work = new MailboxName(spaces.PersonalPrefix + "Entwürfe & 日本");
        await connection.ExecuteAsync(new CreateCommand(work), Cancelled);
        await connection.ExecuteAsync(new SubscribeCommand(work), Cancelled);

        var when = new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.FromHours(2));
        var stored = await connection.ExecuteAsync(new AppendCommand(MailboxName.Inbox, Message("Erster Gruß", "zero"), [Flag.Seen, new Flag("$Label1")], when), Cancelled);
        await connection.ExecuteAsync(new AppendCommand(MailboxName.Inbox, Message("second", "needle in a haystack"), []), Cancelled);
        var big = Message("big", new string('x', 70) + "\r\n" + string.Concat(Enumerable.Repeat("lorem ipsum dolor sit amet\r\n", 20_000)));
        await connection.ExecuteAsync(new AppendCommand(MailboxName.Inbox, big, [Flag.Flagged]), Cancelled);

        var selected = await connection.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        (selected.Exists, selected.ReadOnly, selected.UidsArePersistent).ShouldBe((3u, false, true));
        stored.UidValidity.ShouldBe(selected.UidValidity);

        var all = await connection.ExecuteAsync(new FetchCommand(UidSet.From(new Uid(1)), FetchItems.Summary), Cancelled);
        all.Count.ShouldBe(3);
        var first = all[0];
        first.Uid.ShouldBe(stored.Uid!.Value);
        first.Flags!.ShouldContain(Flag.Seen);
        first.Flags!.ShouldContain(new Flag("$label1"));
        first.InternalDate!.Value.ToUniversalTime().ShouldBe(when.ToUniversalTime());
        first.Envelope!.Subject.ShouldBe("Erster Gruß");
        first.Envelope.From[0].DisplayName.ShouldBe("Anna Ö");
        first.Envelope.From[0].Address.ShouldBe("anna@example.test");
        first.Envelope.To.Count.ShouldBe(2);
        first.Envelope.MessageId.ShouldBe("Erster.zero@example.test");
        first.Envelope.Date!.Value.ShouldBe(new DateTimeOffset(2024, 3, 1, 10, 0, 0, TimeSpan.FromHours(1)));
        first.BodyStructure!.MediaType.ShouldBe("multipart/mixed");
        first.BodyStructure.Walk().Select(p => p.Section).ShouldBe(["", "1", "2"]);
        first.BodyStructure.Parts[1].FileName.ShouldBe("Übersicht lang.pdf");
        first.BodyStructure.Parts[1].Disposition.ShouldBe("attachment");
        all[2].Size.ShouldBe((uint)big.Length);

        (await SearchAsync(connection, new SearchCriteria.Text(SearchTextKey.Subject, "Gruß"))).ShouldBe([all[0].Uid]);
        (await SearchAsync(connection, new SearchCriteria.Text(SearchTextKey.Body, "needle"))).ShouldBe([all[1].Uid]);
        (await SearchAsync(connection, new SearchCriteria.Not(new SearchCriteria.HasFlag(Flag.Seen)))).ShouldBe([all[1].Uid, all[2].Uid]);
        (await SearchAsync(connection, new SearchCriteria.Or(new SearchCriteria.HasFlag(new Flag("$Label1")), new SearchCriteria.Larger(100_000)))).ShouldBe([all[0].Uid, all[2].Uid]);
        (await SearchAsync(connection, new SearchCriteria.And([new SearchCriteria.Date(SearchDateKey.Before, new DateOnly(2024, 3, 2)), new SearchCriteria.Uids(UidSet.From(new Uid(1)))]))).ShouldBe([all[0].Uid]);
        (await SearchAsync(connection, new SearchCriteria.Uids(UidSet.From(new Uid(4_000_000_000))))).ShouldBeEmpty();

        var body = (await connection.ExecuteAsync(new FetchCommand(UidSet.Of([all[2].Uid]), FetchItems.None, [BodySection.Whole, BodySection.HeaderFields("subject", "x-none"), new BodySection("", 0, 10)]), Cancelled)).ShouldHaveSingleItem();
        body.Sections[BodySection.Whole].ToArray().ShouldBe(big);
        Encoding.ASCII.GetString(body.Sections[BodySection.HeaderFields("Subject", "X-None")].Span).ShouldBe("Subject: big\r\n\r\n");
        body.Sections[new BodySection("", 0, 10)].ToArray().ShouldBe(big[..10]);

        await connection.ExecuteAsync(new StoreCommand(UidSet.Of([all[1].Uid]), StoreMode.Add, [Flag.Answered, new Flag("Projekt")]), Cancelled);
        await connection.ExecuteAsync(new StoreCommand(UidSet.Of([all[0].Uid]), StoreMode.Remove, [Flag.Seen]), Cancelled);
        var flags = await connection.ExecuteAsync(new FetchCommand(UidSet.Range(all[0].Uid, all[1].Uid), FetchItems.Flags), Cancelled);
        flags[1].Flags!.ShouldContain(new Flag("Projekt"));
        flags[0].Flags!.ShouldNotContain(Flag.Seen);

        var copied = await connection.ExecuteAsync(new CopyCommand(UidSet.Of([all[0].Uid, all[2].Uid]), work), Cancelled);
        copied.Map.Keys.ShouldBe([all[0].Uid, all[2].Uid]);
        var moved = await connection.ExecuteAsync(new MoveCommand(UidSet.Of([all[1].Uid]), work), Cancelled);
        moved.Map.ShouldHaveSingleItem();
        connection.Selected!.Exists.ShouldBe(2u);
        await connection.ExecuteAsync(new StoreCommand(UidSet.Of([all[2].Uid]), StoreMode.Add, [Flag.Deleted]), Cancelled);
        await connection.ExecuteAsync(new ExpungeCommand(UidSet.Of([all[2].Uid])), Cancelled);
        connection.Selected.Exists.ShouldBe(1u);

        var status = await connection.ExecuteAsync(new StatusCommand(work), Cancelled);
        status.Messages.ShouldBe(3u);
        var listed = await connection.ExecuteAsync(new ListCommand(withStatus: true), Cancelled);
        var entry = listed.Single(m => m.Name == work);
        entry.IsSelectable.ShouldBeTrue();
        entry.Status!.Messages.ShouldBe(3u);
        listed.ShouldContain(m => m.Name.IsInbox);

        var renamed = new MailboxName(spaces.PersonalPrefix + "ünlü");
        await connection.ExecuteAsync(new RenameCommand(work, renamed), Cancelled);
        await connection.ExecuteAsync(new SelectCommand(renamed, readOnly: true), Cancelled);
        connection.Selected.Name.ShouldBe(renamed);
        await connection.ExecuteAsync(new UnselectCommand(), Cancelled);
        connection.State.ShouldBe(ImapConnectionState.Authenticated);
        await connection.ExecuteAsync(new DeleteCommand(renamed), Cancelled);
        (await Should.ThrowAsync<ServerRefusedException>(connection.ExecuteAsync(new SelectCommand(renamed), Cancelled))).Code.ShouldBe(ErrorCodes.MailboxNotFound);
        connection.Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("dovecot")]
    [InlineData("cyrus")]
    public async Task A_wrong_password_is_named(string server)
    {
        var user = server == "dovecot" ? servers.NextUser() : servers.NextCyrusUser();
        var refused = await Should.ThrowAsync<ServerRefusedException>(LiveImap.LogInAsync(servers, server, user: user with { Password = "wrong" }));
        refused.Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        refused.CanRetry.ShouldBeFalse();
    }

    [Fact]
    public async Task A_set_larger_than_a_line_is_fetched_in_order_over_several()
    {
        await using var connection = await LiveImap.LogInAsync(servers, "dovecot");
        await connection.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        for (var n = 0; n < 20; n++)
            await connection.ExecuteAsync(new AppendCommand(MailboxName.Inbox, Message($"n{n}", "x"), []), Cancelled);
        var scattered = UidSet.Of(Enumerable.Range(0, 20_000).Select(n => new Uid((uint)(2 * n) + 1)));
        scattered.ToString().Length.ShouldBeGreaterThan(100_000);
        var found = await connection.ExecuteAsync(new FetchCommand(scattered, FetchItems.Flags), Cancelled);
        found.Select(f => f.Uid.Value).ShouldBe(Enumerable.Range(0, 10).Select(n => (uint)(2 * n) + 1));
    }

    [Theory]
    [InlineData("dovecot")]
    [InlineData("cyrus")]
    public async Task Idle_tells_of_new_mail_and_gives_way_to_a_command(string server)
    {
        var user = server == "dovecot" ? servers.NextUser() : servers.NextCyrusUser();
        await using var watcher = await LiveImap.LogInAsync(servers, server, user: user);
        await using var writer = await LiveImap.LogInAsync(servers, server, user: user);
        await watcher.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled);
        var heard = new ExistsListener();
        watcher.News = heard;
        using var stop = new CancellationTokenSource();
        var idle = watcher.ExecuteAsync(new IdleCommand(TimeSpan.FromSeconds(60), stop.Token), Cancelled);
        await writer.ExecuteAsync(new AppendCommand(MailboxName.Inbox, Message("news", "x"), []), Cancelled);
        (await heard.Count.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldBe(1u);
        await Eventually.Is(() => watcher.State == ImapConnectionState.Idle); // the news may come with the very answer that begins it
        (await watcher.ExecuteAsync(new FetchCommand(UidSet.From(new Uid(1)), FetchItems.Flags), Cancelled)).Count.ShouldBe(1);
        (await idle).ShouldBeFalse();

        idle = watcher.ExecuteAsync(new IdleCommand(TimeSpan.FromSeconds(60), stop.Token), Cancelled);
        await stop.CancelAsync();
        (await idle).ShouldBeTrue();
        watcher.State.ShouldBe(ImapConnectionState.Selected);
    }

    private static Task<IReadOnlyList<Uid>> SearchAsync(ImapConnection connection, SearchCriteria criteria) => connection.ExecuteAsync(new SearchCommand(criteria), Cancelled);

    private static byte[] Message(string subject, string text) => Encoding.UTF8.GetBytes(
        "From: =?utf-8?q?Anna_=C3=96?= <anna@example.test>\r\nTo: b@example.test, \"C, D\" <c@example.test>\r\n"
        + $"Subject: {(Ascii.IsValid(subject) ? subject : "=?utf-8?b?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(subject)) + "?=")}\r\n"
        + $"Message-ID: <{subject.Split(' ')[0]}.{text[..Math.Min(4, text.Length)]}@example.test>\r\nDate: Fri, 1 Mar 2024 10:00:00 +0100\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + text
        + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''%C3%9Cbersicht;\r\n filename*1=\" lang.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n");

    private sealed class ExistsListener : IImapNewsListener
    {
        private readonly TaskCompletionSource<uint> _count = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<uint> Count => _count.Task;

        public void OnNews(ImapNews news)
        {
            if (news.Kind == ImapNewsKind.Exists)
                _count.TrySetResult(news.Number);
        }
    }
}
