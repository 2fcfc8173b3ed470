using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpLoginTests
{
    private static readonly PasswordCredential Ann = new("ann", new Secret("secret"));

    [Fact]
    public async Task Plain_goes_with_its_initial_response() =>
        await LogsIn(Ann, "AUTH LOGIN PLAIN", ("AUTH PLAIN AGFubgBzZWNyZXQ=", "235 2.7.0 ok"));

    [Fact]
    public async Task A_refused_password_is_authentication_failed_after_one_attempt()
    {
        var error = await Fails(Ann, "AUTH PLAIN LOGIN", ("AUTH PLAIN", "535 5.7.8 bad"));
        (error.Code, error.CanRetry).ShouldBe((ErrorCodes.AuthenticationFailed, false));
        error.ServerText.ShouldBe("bad");
    }

    [Fact]
    public async Task A_server_that_cannot_check_now_is_unavailable_and_not_a_wrong_password()
    {
        var error = await Fails(Ann, "AUTH PLAIN", ("AUTH PLAIN", "454 4.7.0 try later"));
        (error.Code, error.CanRetry).ShouldBe((ErrorCodes.ServerUnavailable, true));
    }

    [Fact]
    public async Task Success_without_the_servers_proof_is_a_failed_login() =>
        (await Fails(Ann, "AUTH SCRAM-SHA-256", ("AUTH SCRAM-SHA-256 ", "235 welcome"))).Code.ShouldBe(ErrorCodes.AuthenticationFailed);

    [Fact]
    public async Task A_challenge_that_cannot_be_answered_is_cancelled_by_a_star() =>
        (await Fails(Ann, "AUTH SCRAM-SHA-1", ("AUTH SCRAM-SHA-1 ", "334 !!"), ("*", "501 cancelled"))).Code.ShouldBe(ErrorCodes.ProtocolError);

    [Fact]
    public async Task A_refused_token_is_answered_and_then_authentication_failed()
    {
        var token = new BearerCredential("ann@example.org", new Secret("t0ken"));
        (await Fails(token, "AUTH XOAUTH2", ("AUTH XOAUTH2 ", "334 eyJzdGF0dXMiOiI0MDEifQ=="), ("", "535 5.7.8 no"))).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
    }

    [Fact]
    public async Task A_token_too_long_for_a_line_waits_for_the_challenge() =>
        await LogsIn(new BearerCredential("ann", new Secret(new string('t', 12000))), "AUTH XOAUTH2", ("AUTH XOAUTH2", "334 "), ("dXNlcj1hbm4B", "235 ok"));

    [Fact]
    public async Task A_server_that_asks_forever_is_left()
    {
        var error = await Fails(Ann, "AUTH LOGIN", ("AUTH LOGIN", "334 "), ("YW5u", "334 "), ("c2VjcmV0", "334 "), ("*", "334 "));
        error.Code.ShouldBe(ErrorCodes.ProtocolError);
    }

    [Fact]
    public async Task No_common_mechanism_is_told_with_what_was_offered()
    {
        var error = await Fails(Ann, "AUTH GSSAPI NTLM");
        error.Code.ShouldBe(ErrorCodes.Unsupported);
        error.Message.ShouldContain("GSSAPI, NTLM");
    }

    private static async Task LogsIn(MailCredential credential, string offer, params (string, string)[] turns)
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.GreetAsync(offer);
            await c.TurnsAsync(turns);
            await c.QuitAsync();
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        await connection.AuthenticateAsync(credential, CancellationToken.None);
    }

    private static async Task<MailException> Fails(MailCredential credential, string offer, params (string, string)[] turns) =>
        await Should.ThrowAsync<MailException>(LogsIn(credential, offer, turns));
}
