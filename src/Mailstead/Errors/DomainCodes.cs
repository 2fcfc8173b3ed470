namespace Mailstead.Errors;

/// <summary>Codes that the domain adds to <see cref="Protocol.Errors.ErrorCodes"/>. Codes are never renamed.</summary>
public static class DomainCodes
{
    public const string UnknownAccount = "unknown_account";
    public const string UnknownFolder = "unknown_folder";
    public const string Gone = "gone";
    public const string Denied = "denied";
    public const string RateLimited = "rate_limited";
    public const string InvalidQuery = "invalid_query";
    public const string ConfigInvalid = "config_invalid";
    public const string ConfigUnwritable = "config_unwritable";

    /// <summary>A file that should be its owner's alone is open to others.</summary>
    public const string FileOpen = "file_open";
    public const string ClockWrong = "clock_wrong";
    public const string SecretUnavailable = "secret_unavailable";
    public const string AuditUnavailable = "audit_unavailable";
    public const string Closed = "closed";

    /// <summary>Every connection of the account was in use for as long as the caller may wait.</summary>
    public const string Busy = "busy";
    public const string SessionExpired = "session_expired";
    public const string SessionNotActive = "session_not_active";
    public const string DownloadFailed = "download_failed";
    public const string IdempotencyConflict = "idempotency_conflict";

    /// <summary>A fault of ours.</summary>
    public const string InternalError = "internal_error";
    public const string NotFound = "not_found";
}
