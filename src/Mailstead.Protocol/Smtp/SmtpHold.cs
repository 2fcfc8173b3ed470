namespace Mailstead.Protocol.Smtp;

/// <summary>When the server may let the message go (RFC 4865): after a time, or at a time.</summary>
public sealed record SmtpHold
{
    private SmtpHold() { }

    internal TimeSpan? Interval { get; private init; }
    internal DateTimeOffset? Time { get; private init; }

    /// <summary>HOLDFOR: whole seconds, 1 to 999,999,999; a fraction counts as a whole one.</summary>
    public static SmtpHold For(TimeSpan interval) => new() { Interval = interval };

    /// <summary>HOLDUNTIL: sent in UTC, to the second.</summary>
    public static SmtpHold Until(DateTimeOffset time) => new() { Time = time };
}
