namespace Mailstead.Protocol.Errors;

/// <summary>Every code that reaches a caller from the protocol layer. Codes are never renamed.</summary>
public static class ErrorCodes
{
    public const string AuthenticationFailed = "authentication_failed";
    public const string DnsFailed = "dns_failed";
    public const string ConnectionRefused = "connection_refused";
    public const string ConnectionLost = "connection_lost";
    public const string Timeout = "timeout";
    public const string TlsFailed = "tls_failed";
    public const string CertificateInvalid = "certificate_invalid";
    public const string StartTlsUnavailable = "starttls_unavailable";
    public const string PlaintextRefused = "plaintext_refused";
    public const string ProtocolError = "protocol_error";
    public const string LimitExceeded = "limit_exceeded";
    public const string ServerRefused = "server_refused";
    public const string ServerUnavailable = "server_unavailable";
    public const string TooManyConnections = "too_many_connections";
    public const string MailboxNotFound = "mailbox_not_found";
    public const string MailboxExists = "mailbox_exists";
    public const string PermissionDenied = "permission_denied";
    public const string QuotaExceeded = "quota_exceeded";
    public const string RecipientRefused = "recipient_refused";
    public const string SenderRefused = "sender_refused";
    public const string MessageTooLarge = "message_too_large";
    public const string MessageRefused = "message_refused";
    public const string Unsupported = "unsupported";
    public const string InvalidArgument = "invalid_argument";

    /// <summary>The final dot went out and no reply came: sent or not, nobody here knows.</summary>
    public const string DeliveryUnknown = "delivery_unknown";
}
