using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class ImapStartTlsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_said_before_TLS_is_forgotten()
    {
        using var certificates = new TestCertificates();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=EVIL] hello");
            await ImapScript.AnswerAsync(p, "STARTTLS", "* OK [ALERT] call this number", "$ OK [CAPABILITY IMAP4rev1 AUTH=WORSE] now");
            await p.StartTlsAsync(certificates.Server());
            await ImapScript.AnswerAsync(p, "CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.ConnectAsync(peer, new TransportOptions { ExtraRoots = [certificates.Root] }, TlsMode.StartTls);
        connection.Capability.AuthMechanisms.ShouldBe(["PLAIN"]);
    }

    [Theory]
    [InlineData("* OK [CAPABILITY IMAP4rev1] stripped", ErrorCodes.StartTlsUnavailable)]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome", ErrorCodes.StartTlsUnavailable)]
    public async Task No_credential_leaves_without_TLS(string greeting, string code)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync(greeting);
            await p.UntilClosedAsync();
        });
        (await Should.ThrowAsync<MailException>(ImapScript.ConnectAsync(peer, tls: TlsMode.StartTls))).Code.ShouldBe(code);
        peer.Conversations[0].Received.ShouldNotContain("LOGIN");
    }

    [Theory]
    [InlineData("NO not today")]
    [InlineData("BAD what")]
    public async Task A_refused_STARTTLS_is_no_session(string answer)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
            await ImapScript.AnswerAsync(p, "STARTTLS", "$ " + answer);
            await p.UntilClosedAsync();
        });
        (await Should.ThrowAsync<TransportLostException>(ImapScript.ConnectAsync(peer, tls: TlsMode.StartTls))).Code.ShouldBe(ErrorCodes.StartTlsUnavailable);
    }

    [Theory]
    [InlineData("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")]
    [InlineData("A3 OK\r\n")]
    [InlineData("x")]
    public async Task Octets_behind_the_answer_to_STARTTLS_end_the_session(string injected)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await p.SendLinesAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
            await p.ExpectAsync("A2 STARTTLS");
            await p.SendAsync("A2 OK begin\r\n" + injected);
            await p.UntilClosedAsync();
        });
        (await Should.ThrowAsync<ProtocolBrokenException>(ImapScript.ConnectAsync(peer, tls: TlsMode.StartTls))).Code.ShouldBe(ErrorCodes.ProtocolError);
        peer.Conversations[0].Received.ShouldNotContain("CAPABILITY");
    }
}
