namespace Mailstead.Accounts;

/// <summary>Settings and defaults; presets in <see cref="Connections"/>.</summary>
public sealed record ConnectionSettings
{
    public static ConnectionSettings Default { get; } = new();

    /// <summary>False: classic mode, one connection per operation, no retry.</summary>
    public bool UseSessionManagement { get; init; } = true;

    /// <summary>Extra attempts after the first.</summary>
    public int MaxRetries { get; init; } = 3;
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Age at which a connection is retired (session_timeout).</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>Idle time below which a connection is reused without NOOP.</summary>
    public TimeSpan ReuseWithoutProbe { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Connections of the account, the watching one included (max_connections_per_account).</summary>
    public int MaxConnections { get; init; } = 3;

    /// <summary>One budget for DNS, TCP, TLS, greeting and login.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>IDLE is restarted after this; at most 1,740 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(900);
}
