namespace Mailstead.Protocol.Errors;

/// <summary>The root of the one small tree of errors. <see cref="Exception.Message"/> is safe to show: no secret, no mail content, server text only as marked in <see cref="ServerText"/>.</summary>
public abstract class MailException(string code, string message, string? remedy = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Stable, snake_case; see <see cref="ErrorCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What to do next, one sentence.</summary>
    public string? Remedy { get; } = remedy;

    /// <summary>True when the same call may succeed later without a change.</summary>
    public virtual bool CanRetry => false;

    /// <summary>What the server said: untrusted, bounded to 500 characters, control characters removed.</summary>
    public string? ServerText { get; init; }
}
