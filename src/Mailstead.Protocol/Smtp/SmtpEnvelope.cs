namespace Mailstead.Protocol.Smtp;

/// <summary>MAIL FROM and RCPT TO, bare addresses, and what is asked of the server on the way.</summary>
public sealed record SmtpEnvelope(string From, IReadOnlyList<string> Recipients)
{
    public SmtpTransfer Transfer { get; init; }
    public SmtpStatusRequest? Status { get; init; }

    /// <summary>Every further hop has to be under verified TLS, or the message bounces (RFC 8689). Refused where it is not announced or this line is not under TLS.</summary>
    public bool RequireTls { get; init; }

    /// <summary>Refused where FUTURERELEASE is not announced, or beyond what the server announced.</summary>
    public SmtpHold? Hold { get; init; }
}
