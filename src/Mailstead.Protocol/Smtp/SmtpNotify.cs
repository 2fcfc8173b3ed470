namespace Mailstead.Protocol.Smtp;

/// <summary>When the sender wants to be told (RFC 3461 section 4.1). <see cref="Never"/> stands alone; the others combine.</summary>
[Flags]
public enum SmtpNotify
{
    /// <summary>Nothing is asked for: servers then report failures, and some delays.</summary>
    Default = 0,
    Success = 1,
    Failure = 2,
    Delay = 4,
    Never = 8,
}
