using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Smtp;

/// <summary>Replies to errors. 4xx may be tried again, 5xx not (RFC 5321 section 4.2.1).</summary>
internal static class SmtpErrors
{
    internal static ServerRefusedException Greeting(SmtpReply reply) => Of(reply, ErrorCodes.ServerRefused, "The submission server does not take this connection", "Check host and port; the provider may block this network.");
    internal static ServerRefusedException Command(string verb, SmtpReply reply) => Of(reply, ErrorCodes.ServerRefused, $"The submission server refused {verb}", remedy: null);
    internal static ServerRefusedException Sender(string address, SmtpReply reply) => Of(reply, ErrorCodes.SenderRefused, $"The server refused {address} as sender", "Send from the account's own address.");
    internal static ServerRefusedException Recipient(string address, SmtpReply reply) => Of(reply, ErrorCodes.RecipientRefused, $"The server refused the recipient {address}; the message was sent to nobody", "Correct or remove this recipient and send again.");
    internal static ServerRefusedException Message(SmtpReply reply) => Of(reply, ErrorCodes.MessageRefused, "The server refused the message; it was sent to nobody", "Read what the server says; it may object to content or size.");

    internal static ServerRefusedException Login(SmtpReply reply) => reply.IsTransient
        ? Of(reply, ErrorCodes.ServerUnavailable, "The server cannot check the login now", remedy: "Try again later.")
        : Of(reply, ErrorCodes.AuthenticationFailed, "The server refused the login", "Check user name and password; many providers want an app password or OAuth.");

    internal static ServerRefusedException ServerUnproven() => new(
        ErrorCodes.AuthenticationFailed, "The server called the login good without proving that it knows the password.", "Check the host name before you try again.");

    internal static CallerException NoMechanism(SmtpCapability capability, bool mayShowSecrets) => new(
        capability.AuthMechanisms.Count == 0 ? "The submission server offers no login." : $"The submission server offers no login that this account can use ({string.Join(", ", capability.AuthMechanisms)}).",
        ErrorCodes.Unsupported,
        mayShowSecrets ? "Check the account's kind of login: password or OAuth." : "Choose TLS for this account: a password is never sent in plain text.");

    internal static TransportLostException NoStartTls() => new(
        ErrorCodes.StartTlsUnavailable, "The submission server does not offer STARTTLS, so nothing was sent.", "Use the implicit TLS port (465); if the server used to offer STARTTLS, someone on the way may be stripping it.", canRetry: false);

    internal static TransportLostException DeliveryUnknown(Exception inner) => new(
        ErrorCodes.DeliveryUnknown, "The line was lost after the whole message went out and before the server's answer: it may or may not have been sent.",
        "Do not send again; look in the Sent folder, or ask the recipient.", canRetry: false, inner);

    private static ServerRefusedException Of(SmtpReply reply, string code, string what, string? remedy)
    {
        var (named, next) = Refine(reply, code, remedy);
        return new ServerRefusedException(named, $"{what} ({reply}).", next, canRetry: reply.IsTransient) { ResponseCode = reply.ToString(), ServerText = reply.Text };
    }

    private static (string Code, string? Remedy) Refine(SmtpReply reply, string code, string? remedy) => reply switch
    {
        { Code: 421 } or { Code: 450 or 451 or 454, Enhanced: "4.7.0" } when SaysTooMany(reply.Text) => (ErrorCodes.TooManyConnections, "Wait a little; the provider limits how many connections there may be."),
        { Code: 421 } => (ErrorCodes.ServerUnavailable, "Try again later."),
        { Code: 530 or 538 } => (ErrorCodes.AuthenticationFailed, "The server wants a login first: check the account's SMTP settings."),
        { Enhanced: "5.3.4" or "5.2.3" } or { Code: 552, Enhanced: null } => (ErrorCodes.MessageTooLarge, "Send less, or share the attachment in another way."),
        _ => (code, remedy),
    };

    private static bool SaysTooMany(string text) => text.Contains("too many", StringComparison.OrdinalIgnoreCase) && text.Contains("connection", StringComparison.OrdinalIgnoreCase);
}
