using System.Threading.Channels;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Sandbox;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

/// <summary>Our own client against the sandbox: the journey of an agent's mailbox, and a few of the faults.</summary>
public sealed class OwnClientTests : IAsyncLifetime
{
    private static readonly TransportOptions Transport = new() { ProgressTimeout = TimeSpan.FromSeconds(5) };
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _server.Defects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lists_selects_searches_fetches_and_moves_with_every_extension_and_with_none(bool modern)
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Capabilities = modern ? null : ["IMAP4rev1", "AUTH=PLAIN"] }, token);
        await using var client = await LogInAsync(server);

        var folders = await client.ExecuteAsync(new ListCommand(withStatus: true), token);
        folders.Select(f => f.Name.Value).ShouldContain("Projects/Northwind");
        folders.Single(f => f.Name.Value == "Sent").SpecialUse.ShouldBe(modern ? "\\Sent" : null);

        var inbox = await client.ExecuteAsync(new SelectCommand(MailboxName.Inbox), token);
        var found = await client.ExecuteAsync(new SearchCommand(new SearchCriteria.Text(SearchTextKey.Subject, "喫茶店")), token);
        var uid = found.ShouldHaveSingleItem();
        var all = await client.ExecuteAsync(new FetchCommand(UidSet.From(new Uid(1)), FetchItems.Flags | FetchItems.InternalDate | FetchItems.Size | FetchItems.Envelope | FetchItems.BodyStructure, [BodySection.Header]), token);
        all.Count.ShouldBe((int)inbox.Exists);
        all.Single(m => m.Uid == uid).Envelope!.From[0].DisplayName.ShouldBe("佐藤はるか");
        all.ShouldContain(m => m.BodyStructure!.Walk().Any(p => p.FileName == "样品照片.png"));
        all.ShouldAllBe(m => m.Size > 0 && m.Envelope!.Subject.Length > 0);

        var moved = await client.ExecuteAsync(new MoveCommand(UidSet.Of([uid]), new MailboxName("Archive")), token);
        moved.Map.ContainsKey(uid).ShouldBe(modern);
        moved.OriginalsRemain.ShouldBe(!modern);
        server.Messages("Archive").Select(m => System.Text.Encoding.Latin1.GetString(m.Span)).ShouldContain(m => m.Contains("haruka@kissaten.example", StringComparison.Ordinal) && m.Contains("iso-2022-jp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hears_of_new_mail_while_it_idles()
    {
        var token = TestContext.Current.CancellationToken;
        await using var client = await LogInAsync(_server);
        var inbox = await client.ExecuteAsync(new SelectCommand(MailboxName.Inbox), token);
        var news = new NewsChannel();
        client.News = news;
        using var stop = new CancellationTokenSource();
        var idle = client.ExecuteAsync(new IdleCommand(TimeSpan.FromMinutes(5), stop.Token), token);
        _server.Deliver("Subject: psst\r\n\r\nx\r\n"u8.ToArray());
        (await news.NextAsync(ImapNewsKind.Exists)).Number.ShouldBe(inbox.Exists + 1);
        await stop.CancelAsync();
        await idle;
    }

    [Fact]
    public async Task Appends_and_reads_the_same_octets_back()
    {
        var token = TestContext.Current.CancellationToken;
        await using var client = await LogInAsync(_server);
        var message = System.Text.Encoding.UTF8.GetBytes("Subject: draft\r\n\r\n" + new string('x', 200_000) + "\r\n");
        var appended = await client.ExecuteAsync(new AppendCommand(new MailboxName("Drafts"), message, [Flag.Draft]), token);
        await client.ExecuteAsync(new SelectCommand(new MailboxName("Drafts")), token);
        var read = await client.ExecuteAsync(new FetchCommand(UidSet.Of([appended.Uid!.Value]), FetchItems.Flags, [BodySection.Whole]), token);
        read[0].Sections[BodySection.Whole].ToArray().ShouldBe(message);
        read[0].Flags!.ShouldBe([Flag.Draft]);
    }

    [Fact]
    public async Task Sends_mail_that_arrives_and_mail_that_leaves()
    {
        var token = TestContext.Current.CancellationToken;
        await using var smtp = await SmtpConnection.ConnectAsync(new SmtpConnectOptions(_server.Smtp, Transport, "sandbox:alex#1"), token);
        await smtp.AuthenticateAsync(new PasswordCredential(_server.UserName, new Secret(_server.Password)), token);
        var before = _server.Messages("INBOX").Count;
        await smtp.SendAsync(new SmtpEnvelope(_server.Address, [_server.Address, "bo@elsewhere.example"]), "Subject: dots\r\n\r\n.\r\n..\r\nend\r\n"u8.ToArray(), beforeFinalDot: null, token);
        var sent = _server.Outgoing.ShouldHaveSingleItem();
        sent.Message.ToArray().ShouldBe("Subject: dots\r\n\r\n.\r\n..\r\nend\r\n"u8.ToArray());
        sent.LeftTheHouse.ShouldBe(["bo@elsewhere.example"]);
        _server.Messages("INBOX").Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_cut_inside_a_literal_is_a_lost_connection_and_no_message()
    {
        var token = TestContext.Current.CancellationToken;
        await using var client = await LogInAsync(_server);
        await client.ExecuteAsync(new SelectCommand(MailboxName.Inbox), token);
        _server.ImapFaults.Add("UID FETCH", new FaultAction.CutInLiteral(40));
        var error = await Should.ThrowAsync<TransportLostException>(() => client.ExecuteAsync(new FetchCommand(UidSet.Of([new Uid(1)]), FetchItems.None, [BodySection.Whole]), token));
        error.Code.ShouldBe(ErrorCodes.ConnectionLost);
        client.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_reply_lost_after_the_dot_leaves_the_delivery_unknown()
    {
        var token = TestContext.Current.CancellationToken;
        _server.SmtpFaults.Add(FaultRule.EndOfData, new FaultAction.DropAfterwards());
        await using var smtp = await SmtpConnection.ConnectAsync(new SmtpConnectOptions(_server.Smtp, Transport, "sandbox:alex#1"), token);
        await smtp.AuthenticateAsync(new PasswordCredential(_server.UserName, new Secret(_server.Password)), token);
        var error = await Should.ThrowAsync<MailException>(() => smtp.SendAsync(new SmtpEnvelope(_server.Address, ["bo@elsewhere.example"]), "Subject: x\r\n\r\nx\r\n"u8.ToArray(), beforeFinalDot: null, token));
        error.Code.ShouldBe(ErrorCodes.DeliveryUnknown);
        _server.Outgoing.Count.ShouldBe(1);
    }

    private static async Task<ImapConnection> LogInAsync(SandboxServer server)
    {
        var token = TestContext.Current.CancellationToken;
        var client = await ImapConnection.ConnectAsync(new ImapConnectOptions(server.Imap, Transport, "sandbox:alex#1"), token);
        await client.AuthenticateAsync(new PasswordCredential(server.UserName, new Secret(server.Password)), token);
        return client;
    }

    private sealed class NewsChannel : IImapNewsListener
    {
        private readonly Channel<ImapNews> _news = Channel.CreateUnbounded<ImapNews>();

        public void OnNews(ImapNews news) => _news.Writer.TryWrite(news);

        public async Task<ImapNews> NextAsync(ImapNewsKind kind)
        {
            using var deadline = new CancellationTokenSource(Patience.Limit);
            await foreach (var news in _news.Reader.ReadAllAsync(deadline.Token))
            {
                if (news.Kind == kind)
                    return news;
            }

            throw new InvalidOperationException("The news ended.");
        }
    }
}
