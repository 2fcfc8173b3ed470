using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <summary>One login attempt and what a client says right after it.</summary>
internal sealed class Login(ImapLine line, MailTransport transport)
{
    public async Task RunAsync(MailCredential credential, CancellationToken cancellationToken)
    {
        var before = line.State.Capability;
        StatusLine answer;
        if (SaslChoice.Choose(credential, before.AuthMechanisms, transport.MayShowSecrets) is { } mechanism)
            answer = await new AuthenticateCommand(mechanism).StartAsync(line, cancellationToken);
        else if (credential is PasswordCredential password && transport.MayShowSecrets && !line.Offers("LOGINDISABLED"))
            answer = await new LoginCommand(password).StartAsync(line, cancellationToken);
        else
            throw NoMechanism(before);
        if (answer.Condition != StatusCondition.Ok)
            throw Refusal.OfLogin(answer);
        // Capabilities may change with the login (RFC 9051 section 6.1.1).
        if (ReferenceEquals(before, line.State.Capability))
            await new CapabilityCommand().StartAsync(line, cancellationToken);
    }

    /// <summary>ENABLE and ID in one flight.</summary>
    public static async Task IntroduceAsync(ImapLine line, CancellationToken cancellationToken)
    {
        var enable = line.Offers("ENABLE") && line.Offers("UTF8=ACCEPT") ? new EnableCommand("UTF8=ACCEPT").StartAsync(line, cancellationToken) : Task.CompletedTask;
        var id = line.Offers("ID") ? new IdCommand().StartAsync(line, cancellationToken) : Task.CompletedTask;
        await Task.WhenAll(enable, id);
    }

    private static ServerRefusedException NoMechanism(ImapCapability offered) => new(
        ErrorCodes.AuthenticationFailed,
        "The server offers no way to log in that these credentials fit.",
        offered.Has("LOGINDISABLED")
            ? "The server disables passwords here: choose TLS, or OAuth."
            : $"It offers: {UntrustedText.Clean(string.Join(", ", offered.AuthMechanisms))}. Choose a password or OAuth to match.");
}
