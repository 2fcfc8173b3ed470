using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpConnectTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    [Fact]
    public async Task After_starttls_only_what_was_announced_inside_counts()
    {
        var certificate = _certificates.Server();
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("STARTTLS", "AUTH PLAIN", "SIZE 1");
            await c.TurnsAsync(("STARTTLS", "220 go ahead"));
            await c.StartTlsAsync(certificate);
            await c.EhloAsync("SIZE 2", "AUTH SCRAM-SHA-256");
            await c.QuitAsync();
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer, TrustRoot(), TlsMode.StartTls);
        connection.Capability.MaxSize.ShouldBe(2);
        connection.Capability.AuthMechanisms.ShouldBe(["SCRAM-SHA-256"]);
        connection.Capability.Has("STARTTLS").ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_starttls_gets_no_session()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("AUTH PLAIN");
            await c.UntilClosedAsync();
        });
        var error = await Fails(peer, TlsMode.StartTls);
        error.Code.ShouldBe(ErrorCodes.StartTlsUnavailable);
        error.CanRetry.ShouldBeFalse();
        peer.Conversations[0].Received.ShouldBe("EHLO [127.0.0.1]\r\n");
    }

    [Theory]
    [InlineData("220 go ahead\r\n250 injected\r\n")]
    [InlineData("220 go ahead\r\n2")]
    public async Task Data_injected_with_the_answer_to_starttls_ends_the_connection_and_is_never_read(string answer)
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("STARTTLS");
            await c.ExpectAsync("STARTTLS");
            await c.SendAsync(answer);
            await c.UntilClosedAsync();
        });
        (await Fails(peer, TlsMode.StartTls)).Code.ShouldBe(ErrorCodes.ProtocolError);
        peer.Conversations[0].Received.ShouldEndWith("STARTTLS\r\n");
    }

    [Fact]
    public async Task Data_injected_in_a_later_segment_fails_the_handshake_and_is_never_read()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("STARTTLS");
            await c.TurnsAsync(("STARTTLS", "220 go ahead"));
            await c.ReadAsync(1); // the client hello is under way
            await c.SendAsync("250 injected\r\n");
            await c.UntilClosedAsync();
        });
        (await Fails(peer, TlsMode.StartTls)).Code.ShouldBe(ErrorCodes.TlsFailed);
    }

    [Fact]
    public async Task A_foreign_certificate_after_starttls_ends_the_connection_before_any_login()
    {
        var certificate = _certificates.Server("other.example");
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("STARTTLS");
            await c.TurnsAsync(("STARTTLS", "220 go ahead"));
            await c.StartTlsAsync(certificate);
            await c.UntilClosedAsync();
        });
        (await Fails(peer, TlsMode.StartTls)).Code.ShouldBe(ErrorCodes.CertificateInvalid);
    }

    [Theory]
    [InlineData("554 no service", ErrorCodes.ServerRefused, false)]
    [InlineData("421 4.3.2 closing", ErrorCodes.ServerUnavailable, true)]
    [InlineData("421 4.7.0 Too many concurrent SMTP connections", ErrorCodes.TooManyConnections, true)]
    [InlineData("* OK IMAP4rev1", ErrorCodes.ProtocolError, true)]
    public async Task A_greeting_that_is_no_welcome_is_named(string greeting, string code, bool canRetry)
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.SendLinesAsync(greeting);
            await c.UntilClosedAsync();
        });
        var error = await Fails(peer);
        (error.Code, error.CanRetry).ShouldBe((code, canRetry));
    }

    [Fact]
    public async Task A_server_that_stays_silent_in_plain_text_probably_wants_tls()
    {
        var time = new FakeTime();
        await using var peer = ScriptedPeer.Start(c => c.UntilClosedAsync());
        var connecting = SmtpConversation.ConnectAsync(peer, new TransportOptions { Time = time, ConnectTimeout = TimeSpan.FromSeconds(7) });
        await Eventually.Is(() => peer.Conversations.Count == 1 && time.Pending.Count == 1); // connected: the transport's own deadline is over
        time.Advance(TimeSpan.FromSeconds(7));
        var error = await Should.ThrowAsync<TransportLostException>(connecting);
        error.Code.ShouldBe(ErrorCodes.Timeout);
        error.Remedy!.ShouldContain("TLS from the first byte");
    }

    [Fact]
    public async Task A_silent_server_ends_a_command_after_the_progress_timeout()
    {
        var time = new FakeTime();
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("NOOP");
            await c.UntilClosedAsync();
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer, new TransportOptions { Time = time, ProgressTimeout = TimeSpan.FromSeconds(7) });
        var asking = connection.NoopAsync(CancellationToken.None);
        await time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(7));
        time.Advance(TimeSpan.FromSeconds(7));
        (await Should.ThrowAsync<TransportLostException>(asking)).Code.ShouldBe(ErrorCodes.Timeout);
        connection.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_wire_log_shows_both_sides_and_no_secret()
    {
        var log = new System.Collections.Concurrent.ConcurrentQueue<WireLogLine>();
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("AUTH LOGIN");
            await c.TurnsAsync(("AUTH LOGIN", "334 VXNlcm5hbWU6"), ("", "334 UGFzc3dvcmQ6"), ("", "235 ok"));
            await c.QuitAsync();
        });
        await using (var connection = await SmtpConversation.ConnectAsync(peer, new TransportOptions { WireLog = log.Enqueue }))
        {
            await connection.AuthenticateAsync(new PasswordCredential("ann", new Secret("s3cret")), CancellationToken.None);
        }

        var text = string.Join('\n', log.Select(l => $"{(l.Sent ? "C" : "S")}: {l.Text}"));
        text.ShouldContain("C: AUTH LOGIN");
        text.ShouldContain("S: 235");
        text.ShouldNotContain("s3cret");
        text.ShouldNotContain(Convert.ToBase64String("s3cret"u8));
        log.ShouldAllBe(l => l.ConnectionId == "127.0.0.1:ann#1");
    }

    public void Dispose() => _certificates.Dispose();

    private TransportOptions TrustRoot() => new() { ExtraRoots = [_certificates.Root] };

    private async Task<MailException> Fails(ScriptedPeer peer, TlsMode tls = TlsMode.None) =>
        await Should.ThrowAsync<MailException>(SmtpConversation.ConnectAsync(peer, TrustRoot(), tls));
}
