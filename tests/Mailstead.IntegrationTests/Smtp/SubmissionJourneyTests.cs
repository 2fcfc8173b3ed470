using System.Text;
using Mailstead.IntegrationTests.Imap;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Smtp;

public sealed class SubmissionJourneyTests(MailServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postfix", TlsMode.StartTls, SmtpTransfer.Data)]
    [InlineData("postfix", TlsMode.Implicit, SmtpTransfer.Data)]
    [InlineData("postfix", TlsMode.Implicit, SmtpTransfer.Chunks)]
    [InlineData("dovecot", TlsMode.StartTls, SmtpTransfer.Data)]
    [InlineData("dovecot", TlsMode.StartTls, SmtpTransfer.Chunks)]
    public async Task A_message_full_of_false_ends_arrives_whole_and_alone(string server, TlsMode tls, SmtpTransfer transfer)
    {
        var (sender, receiver) = (servers.NextUser(), servers.NextUser());
        const string hostile = "one\n.\nMAIL FROM:<evil@example.test>\r.\r\n.\r\ntwo\n.\r\n..three\r\n.four\r\n\r\r\nend";
        await using (var connection = await LogInAsync(server, tls, sender))
        {
            connection.Capability.Has("CHUNKING").ShouldBeTrue();
            var recorded = false;
            var receipt = await connection.SendAsync(
                new SmtpEnvelope(sender.Address, [receiver.Address]) { Transfer = transfer }, Encoding.ASCII.GetBytes($"From: <{sender.Address}>\r\nSubject: dots\r\n\r\n{hostile}"),
                _ =>
                {
                    recorded = true;
                    return ValueTask.CompletedTask;
                },
                Cancelled);
            receipt.Final.Code.ShouldBe(250);
            recorded.ShouldBeTrue();
            await connection.NoopAsync(Cancelled);
        }

        var text = await ReceivedAsync(receiver);
        text.ShouldBe(hostile.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n");
    }

    [Fact]
    public async Task All_recipients_of_one_message_get_it()
    {
        var sender = servers.NextUser();
        var receivers = new[] { servers.NextUser(), servers.NextUser(), servers.NextUser() };
        await using (var connection = await LogInAsync("postfix", TlsMode.Implicit, sender))
        {
            connection.Capability.Has("PIPELINING").ShouldBeTrue();
            await connection.SendAsync(new SmtpEnvelope(sender.Address, [.. receivers.Select(r => r.Address)]), "Subject: all\r\n\r\nall\r\n"u8.ToArray(), null, Cancelled);
        }

        foreach (var receiver in receivers) (await ReceivedAsync(receiver)).ShouldBe("all\r\n");
    }

    [Fact]
    public async Task A_refused_recipient_means_that_nobody_gets_it_and_the_connection_goes_on()
    {
        var (sender, receiver) = (servers.NextUser(), servers.NextUser());
        await using (var connection = await LogInAsync("postfix", TlsMode.StartTls, sender))
        {
            var envelope = new SmtpEnvelope(sender.Address, [receiver.Address, $"nobody-at-all@{servers.Settings.Domain}"]);
            var error = await Should.ThrowAsync<ServerRefusedException>(connection.SendAsync(envelope, "Subject: no\r\n\r\nno\r\n"u8.ToArray(), null, Cancelled));
            error.Code.ShouldBe(ErrorCodes.RecipientRefused);
            error.Message.ShouldContain("nobody-at-all");
            await connection.SendAsync(new SmtpEnvelope(sender.Address, [receiver.Address]), "Subject: yes\r\n\r\nyes\r\n"u8.ToArray(), null, Cancelled);
        }

        (await ReceivedAsync(receiver)).ShouldBe("yes\r\n");
    }

    [Fact]
    public async Task A_report_of_success_names_the_envelope_id_and_the_original_recipient()
    {
        var (sender, receiver) = (servers.NextUser(), servers.NextUser());
        await using (var connection = await LogInAsync("postfix", TlsMode.Implicit, sender))
        {
            var original = new Dictionary<string, string>(StringComparer.Ordinal) { [receiver.Address] = "first+meant@example.test" };
            var status = new SmtpStatusRequest { Notify = SmtpNotify.Success, Return = SmtpReturn.Headers, EnvelopeId = "id+1=2", OriginalRecipients = original };
            await connection.SendAsync(new SmtpEnvelope(sender.Address, [receiver.Address]) { Status = status }, "Subject: dsn\r\n\r\nsecret body\r\n"u8.ToArray(), null, Cancelled);
        }

        var report = await ReceivedAsync(sender);
        report.ShouldContain("Original-Envelope-Id: id+1=2");
        report.ShouldContain("Original-Recipient: rfc822;first+meant@example.test");
        report.ShouldNotContain("secret body");
    }

    [Fact]
    public async Task A_message_larger_than_the_server_takes_is_refused_before_it_is_sent()
    {
        var sender = servers.NextUser();
        await using var connection = await LogInAsync("postfix", TlsMode.StartTls, sender);
        var size = connection.Capability.MaxSize.ShouldNotBeNull();
        var error = await Should.ThrowAsync<CallerException>(async () => await connection.SendAsync(new SmtpEnvelope(sender.Address, [sender.Address]), new byte[size + 1].Select(_ => (byte)'a').ToArray(), null, Cancelled));
        error.Code.ShouldBe(ErrorCodes.MessageTooLarge);
        connection.MayHaveSent.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_password_is_authentication_failed()
    {
        var user = servers.NextUser();
        (await Should.ThrowAsync<ServerRefusedException>(LogInAsync("postfix", TlsMode.StartTls, user with { Password = "wrong" }))).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
    }

    [Fact]
    public async Task Without_the_servers_private_root_nothing_is_said()
    {
        var options = new SmtpConnectOptions(Endpoint("postfix", TlsMode.StartTls), new TransportOptions(), "live#1");
        (await Should.ThrowAsync<TransportLostException>(SmtpConnection.ConnectAsync(options, Cancelled))).Code.ShouldBe(ErrorCodes.CertificateInvalid);
    }

    [Fact]
    public async Task The_wrong_kind_of_encryption_is_named()
    {
        var wrong = Endpoint("postfix", TlsMode.StartTls) with { Tls = TlsMode.Implicit };
        var error = await Should.ThrowAsync<TransportLostException>(SmtpConnection.ConnectAsync(new SmtpConnectOptions(wrong, Transport(), "live#1"), Cancelled));
        (error.Code, error.Message.Contains("does not speak TLS", StringComparison.Ordinal)).ShouldBe((ErrorCodes.TlsFailed, true));
    }

    private async Task<SmtpConnection> LogInAsync(string server, TlsMode tls, MailUser user)
    {
        var connection = await SmtpConnection.ConnectAsync(new SmtpConnectOptions(Endpoint(server, tls), Transport(), "live#1"), Cancelled);
        try
        {
            await connection.AuthenticateAsync(new PasswordCredential(user.Name, new Secret(user.Password)), Cancelled);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private MailEndpoint Endpoint(string server, TlsMode tls)
    {
        Assert.SkipUnless(server != "postfix" || servers.Settings.HasPostfix, "Postfix needs root.");
        var port = server == "dovecot" ? servers.Settings.DovecotSubmissionPort : tls == TlsMode.Implicit ? servers.Settings.SmtpsPort!.Value : servers.Settings.SubmissionPort;
        return new MailEndpoint(servers.Settings.Host, port, tls);
    }

    private TransportOptions Transport()
    {
        var transport = new TransportOptions();
        transport.ExtraRoots.ImportFromPemFile(servers.Settings.CertificateAuthority);
        return transport;
    }

    /// <summary>The text of the one message that arrives.</summary>
    private async Task<string> ReceivedAsync(MailUser user)
    {
        await using var imap = await LiveImap.LogInAsync(servers, "dovecot", user: user);
        uint exists = 0;
        await Eventually.Is(async () => (exists = (await imap.ExecuteAsync(new SelectCommand(MailboxName.Inbox), Cancelled)).Exists) > 0);
        exists.ShouldBe(1u);
        var text = new BodySection("TEXT");
        var mail = await imap.ExecuteAsync(new FetchCommand(UidSet.From(new Uid(1)), FetchItems.None, [text]), Cancelled);
        return Encoding.ASCII.GetString(mail.ShouldHaveSingleItem().Sections[text].Span);
    }
}
