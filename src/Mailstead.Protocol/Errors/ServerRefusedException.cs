namespace Mailstead.Protocol.Errors;

/// <summary>The server answered NO, BAD or 4xx/5xx. The connection is still good.</summary>
public sealed class ServerRefusedException(string code, string message, string? remedy = null, bool canRetry = false)
    : MailException(code, message, remedy)
{
    public override bool CanRetry { get; } = canRetry;

    /// <summary>IMAP response code (RFC 5530), as sent, without brackets; or the SMTP reply code with its enhanced code.</summary>
    public string? ResponseCode { get; init; }
}
