namespace Mailstead.Protocol.Errors;

/// <summary>No connection, or it ended: DNS, TCP, TLS, time-out, end of stream, BYE.</summary>
public sealed class TransportLostException(string code, string message, string? remedy = null, bool canRetry = true, Exception? inner = null)
    : MailException(code, message, remedy, inner)
{
    public override bool CanRetry { get; } = canRetry;
}
