using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Connections;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Mailstead.Tests.Smtp;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Connections;

public sealed class SubmissionTests : IAsyncDisposable
{
    private static readonly SmtpEnvelope ToBob = new("ann@example.org", ["bob@example.org"]);
    private readonly FakeTime _time = new();
    private readonly MailConnections _connections;

    public SubmissionTests() => _connections = new MailConnections(new Credentials(), new TransportOptions { Time = _time }, () => 0.5);

    [Fact]
    public async Task A_line_lost_before_the_final_dot_is_tried_again_and_one_message_arrives()
    {
        await using var peer = ScriptedPeer.Start(
            async c =>
            {
                await LetInAsync(c);
                await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", ""));
            },
            async c =>
            {
                await LetInAsync(c);
                await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
                await c.DataAsync();
                await c.SendLinesAsync("250 queued");
                await c.QuitAsync();
            });
        var sending = SendAsync(peer);
        await _time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await sending).Final.Code.ShouldBe(250);
    }

    [Fact]
    public async Task A_line_lost_after_the_final_dot_is_never_tried_again()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await LetInAsync(c);
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
        });
        (await Should.ThrowAsync<TransportLostException>(SendAsync(peer))).Code.ShouldBe(ErrorCodes.DeliveryUnknown);
        peer.Conversations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_transient_refusal_after_the_final_dot_is_not_tried_again_here()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await LetInAsync(c);
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
            await c.SendLinesAsync("451 greylisted");
            await c.QuitAsync();
        });
        (await Should.ThrowAsync<ServerRefusedException>(SendAsync(peer))).CanRetry.ShouldBeTrue();
        peer.Conversations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_login_is_tried_once()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync("AUTH PLAIN");
            await c.TurnsAsync(("AUTH PLAIN", "535 5.7.8 no"));
            await c.QuitAsync();
        });
        (await Should.ThrowAsync<ServerRefusedException>(SendAsync(peer))).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        (await Should.ThrowAsync<ServerRefusedException>(SendAsync(peer))).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        peer.Conversations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_without_a_submission_server_says_so() =>
        (await Should.ThrowAsync<CallerException>(async () => await _connections.SubmitAsync(AccountOf(null), (_, _) => Task.FromResult(true), CancellationToken.None))).Code.ShouldBe(ErrorCodes.Unsupported);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private static async Task LetInAsync(PeerConversation c)
    {
        await c.GreetAsync("AUTH PLAIN");
        await c.TurnsAsync(("AUTH PLAIN", "235 in"));
    }

    private Task<SmtpReceipt> SendAsync(ScriptedPeer peer) =>
        _connections.SubmitAsync(AccountOf(peer.Endpoint()), (c, token) => c.SendAsync(ToBob, "hi"u8.ToArray(), null, token), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

    private static Account AccountOf(MailEndpoint? smtp) => new()
    {
        Id = new AccountId("ann"),
        Address = "ann@example.org",
        Imap = new MailEndpoint("127.0.0.1", 1, TlsMode.None),
        ImapUser = "ann",
        ImapSecret = new SecretReference(SecretSource.Env, "X"),
        Smtp = smtp,
        SmtpUser = "ann",
    };

    private sealed class Credentials : ICredentialSource
    {
        public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => ForSmtpAsync(account, cancellationToken);
        public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => ValueTask.FromResult<MailCredential>(new PasswordCredential("ann", new Secret("p")));
    }
}
