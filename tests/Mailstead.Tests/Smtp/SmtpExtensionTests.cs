using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

/// <summary>For each extension of SMTP that concerns a message: what is sent when it is announced, and what happens when it is not.</summary>
public sealed class SmtpExtensionTests
{
    private const string Used = "";
    private static readonly SmtpEnvelope Plain = new("ann@example.org", ["bob@example.org"]);
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 14, 0, 0, TimeSpan.FromHours(2));

    /// <summary>Name, what is announced, envelope, message, MAIL and RCPT as sent, and without the announcement: the same commands without it, or the refusal's code.</summary>
    public static TheoryData<string, string, SmtpEnvelope, string, string, string, string> Table => new()
    {
        { "SIZE", "SIZE 100", Plain, "hi", " SIZE=4", "", Used },
        { "8BITMIME", "8BITMIME", Plain, "\r\n\r\nh\u00E9", " BODY=8BITMIME", "", ErrorCodes.Unsupported },
        { "DSN notify", "DSN", Asking(new() { Notify = SmtpNotify.Success | SmtpNotify.Failure | SmtpNotify.Delay }), "hi", "", " NOTIFY=SUCCESS,FAILURE,DELAY", ErrorCodes.Unsupported },
        { "DSN never", "DSN", Asking(new() { Notify = SmtpNotify.Never }), "hi", "", " NOTIFY=NEVER", ErrorCodes.Unsupported },
        { "DSN headers and id", "DSN", Asking(new() { Return = SmtpReturn.Headers, EnvelopeId = "a+b=c d" }), "hi", " RET=HDRS ENVID=a+2Bb+3Dc+20d", "", ErrorCodes.Unsupported },
        { "DSN full", "DSN", Asking(new() { Return = SmtpReturn.Full }), "hi", " RET=FULL", "", ErrorCodes.Unsupported },
        { "DSN original", "DSN", Asking(new() { OriginalRecipients = Originally("bob@example.org", "b+ob@old.example") }), "hi", "", " ORCPT=rfc822;b+2Bob@old.example", ErrorCodes.Unsupported },
        { "DSN if there is", "DSN", Asking(new() { Notify = SmtpNotify.Failure, MayBeIgnored = true }), "hi", "", " NOTIFY=FAILURE", Used },
        { "FUTURERELEASE for", "FUTURERELEASE 3600 2030-01-02T13:00:00Z", Plain with { Hold = SmtpHold.For(TimeSpan.FromMilliseconds(59_001)) }, "hi", " HOLDFOR=60", "", ErrorCodes.Unsupported },
        { "FUTURERELEASE until", "FUTURERELEASE 3600 2030-01-02T13:00:00Z", Plain with { Hold = SmtpHold.Until(Noon) }, "hi", " HOLDUNTIL=2030-01-02T12:00:00Z", "", ErrorCodes.Unsupported },
        { "FUTURERELEASE without limits", "FUTURERELEASE", Plain with { Hold = SmtpHold.Until(Noon) }, "hi", " HOLDUNTIL=2030-01-02T12:00:00Z", "", ErrorCodes.Unsupported },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task An_announced_extension_is_used(string name, string announced, SmtpEnvelope envelope, string message, string mail, string recipient, string otherwise)
    {
        otherwise.ShouldNotBeNull(name);
        await using var peer = Peer([announced], c => TakeAsync(c, mail, recipient));
        (await SendAsync(peer, envelope, message)).Final.Code.ShouldBe(250);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task An_extension_that_is_not_announced_is_left_out_or_refused_before_the_first_octet(string name, string announced, SmtpEnvelope envelope, string message, string mail, string recipient, string otherwise)
    {
        (announced + mail + recipient).ShouldNotBeEmpty(name);
        await using var peer = Peer(["PIPELINING", "X-OTHER"], c => otherwise == Used ? TakeAsync(c, "", "", pipelined: true) : Task.CompletedTask);
        if (otherwise == Used)
        {
            await SendAsync(peer, envelope, message);
            return;
        }

        (await Should.ThrowAsync<CallerException>(SendAsync(peer, envelope, message))).Code.ShouldBe(otherwise);
        peer.Conversations[0].Received.ShouldNotContain("MAIL");
    }

    public static TheoryData<string, SmtpEnvelope> Wrong => new()
    {
        { "DSN", Asking(new() { Notify = SmtpNotify.Never | SmtpNotify.Failure }) },
        { "DSN", Asking(new() { EnvelopeId = "" }) },
        { "DSN", Asking(new() { EnvelopeId = new string('x', 101) }) },
        { "DSN", Asking(new() { EnvelopeId = "x\r\nDATA" }) },
        { "DSN", Asking(new() { OriginalRecipients = Originally("eve@example.org", "x@example.org") }) },
        { "DSN", Asking(new() { OriginalRecipients = Originally("bob@example.org", "x@example.org\r\nDATA") }) },
        { "DSN", Asking(new() { OriginalRecipients = Originally("bob@example.org", "b\u00FCb@example.org") }) },
        { "FUTURERELEASE", Plain with { Hold = SmtpHold.For(TimeSpan.Zero) } },
        { "FUTURERELEASE", Plain with { Hold = SmtpHold.For(TimeSpan.MaxValue) } },
        { "FUTURERELEASE 60", Plain with { Hold = SmtpHold.For(TimeSpan.FromSeconds(61)) } },
        { "FUTURERELEASE 60 2030-01-02T11:59:59Z", Plain with { Hold = SmtpHold.Until(Noon) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_grammar_or_the_server_forbids_is_refused_before_the_first_octet(string announced, SmtpEnvelope envelope)
    {
        await using var peer = Peer([announced], _ => Task.CompletedTask);
        (await Should.ThrowAsync<CallerException>(SendAsync(peer, envelope, "hi"))).Code.ShouldBe(ErrorCodes.InvalidArgument);
        peer.Conversations[0].Received.ShouldNotContain("MAIL");
    }

    [Fact]
    public async Task Requiretls_without_tls_is_refused_though_announced()
    {
        await using var peer = Peer(["REQUIRETLS"], _ => Task.CompletedTask);
        (await Should.ThrowAsync<CallerException>(SendAsync(peer, Plain with { RequireTls = true }, "hi"))).Code.ShouldBe(ErrorCodes.Unsupported);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requiretls_under_tls_is_used_when_announced_and_refused_when_not(bool announced)
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Server();
        await using var peer = ScriptedPeer.StartTls(certificate, async c =>
        {
            await c.GreetAsync(announced ? "REQUIRETLS" : "X-OTHER");
            if (announced) await TakeAsync(c, " REQUIRETLS", "");
            await c.QuitAsync();
        });
        var transport = new TransportOptions();
        transport.ExtraRoots.Add(certificates.Root);
        await using var connection = await SmtpConversation.ConnectAsync(peer, transport, TlsMode.Implicit);
        Task<SmtpReceipt> Send() => connection.SendAsync(Plain with { RequireTls = true }, "hi"u8.ToArray(), null, CancellationToken.None);
        if (announced) (await Send()).Final.Code.ShouldBe(250);
        else (await Should.ThrowAsync<CallerException>(async () => await Send())).Code.ShouldBe(ErrorCodes.Unsupported);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_receipt_tells_what_the_server_said_of_each_recipient(bool pipelining)
    {
        await using var peer = Peer(pipelining ? ["PIPELINING"] : [], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:<bob@", "250 2.1.5 ok"), ("RCPT TO:<eve@", "251 2.1.5 will forward"), ("DATA", "354 go"));
            await c.DataAsync();
            await c.SendLinesAsync("250 queued");
        });
        var receipt = await SendAsync(peer, Plain with { Recipients = ["bob@example.org", "eve@example.org"] }, "hi");
        receipt.Recipients.Select(r => (r.Address, r.Reply.Code, r.Reply.Text, r.IsAccepted)).ShouldBe([("bob@example.org", 250, "ok", true), ("eve@example.org", 251, "will forward", true)]);
    }

    private static SmtpEnvelope Asking(SmtpStatusRequest status) => Plain with { Status = status };
    private static Dictionary<string, string> Originally(string recipient, string original) => new(StringComparer.Ordinal) { [recipient] = original };

    private static async Task TakeAsync(PeerConversation c, string mail, string recipient, bool pipelined = false)
    {
        (await c.ReadLineAsync()).ShouldBe($"MAIL FROM:<ann@example.org>{mail}");
        await c.SendLinesAsync("250 ok");
        (await c.ReadLineAsync()).ShouldBe($"RCPT TO:<bob@example.org>{recipient}");
        await c.SendLinesAsync("250 ok");
        (await c.ReadLineAsync()).ShouldBe("DATA", pipelined ? "in one flight" : "in steps");
        await c.SendLinesAsync("354 go");
        await c.DataAsync();
        await c.SendLinesAsync("250 queued");
    }

    private static ScriptedPeer Peer(string[] capabilities, Func<PeerConversation, Task> script) => ScriptedPeer.Start(async c =>
    {
        await c.GreetAsync(capabilities);
        await script(c);
        await c.QuitAsync();
    });

    private static async Task<SmtpReceipt> SendAsync(ScriptedPeer peer, SmtpEnvelope envelope, string message)
    {
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        return await connection.SendAsync(envelope, System.Text.Encoding.Latin1.GetBytes(message), null, CancellationToken.None);
    }
}
