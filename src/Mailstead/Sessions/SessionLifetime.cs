namespace Mailstead.Sessions;

/// <summary>Two clocks: since the last call, and since the start. <see cref="Timeout.InfiniteTimeSpan"/> switches one off.</summary>
public sealed record SessionLifetime(TimeSpan Idle, TimeSpan Total)
{
    public static SessionLifetime Default { get; } = new(TimeSpan.FromSeconds(3_600), TimeSpan.FromHours(24));

    /// <summary>For a session that lives and ends with the one process that owns its pipe.</summary>
    public static SessionLifetime Process { get; } = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
