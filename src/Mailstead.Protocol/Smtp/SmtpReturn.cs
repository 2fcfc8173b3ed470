namespace Mailstead.Protocol.Smtp;

/// <summary>What of the message a failure report holds (RFC 3461 section 4.3).</summary>
public enum SmtpReturn
{
    Default,
    Full,
    Headers,
}
