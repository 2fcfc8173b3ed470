namespace Mailstead.Protocol.Smtp;

/// <summary>MAIL FROM and RCPT TO, bare addresses.</summary>
public sealed record SmtpEnvelope(string From, IReadOnlyList<string> Recipients)
{
    public SmtpTransfer Transfer { get; init; }
}
