namespace Mailstead.Accounts.Configuration;

/// <summary>How connections are kept; for all accounts at the top of the file, or for one inside it.</summary>
internal static class ConnectionKeys
{
    private const string Seed = "MCP_EMAIL_SERVER_";
    private static readonly ConnectionSettings Defaults = ConnectionSettings.Default;

    public static readonly Setting<ConnectionPreset> Preset = new("connection_preset", SettingTypes.Preset, "Connection settings under one name; keys beside it win.") { Default = ConnectionPreset.Default };

    public static readonly Setting<bool> UseSessionManagement = new("use_session_management", SettingTypes.Boolean,
        "Keep connections open, check them and retry. False is classic mode: one connection per operation, no retry.")
    { Default = Defaults.UseSessionManagement, Variables = [Seed + "USE_SESSION_MANAGEMENT"] };

    public static readonly Setting<int> MaxRetries = new("session_max_retries", SettingTypes.Integer(0, 10), "Extra attempts after the first.")
    { Default = Defaults.MaxRetries, Aliases = ["max_retries"], Variables = [Seed + "SESSION_MAX_RETRIES"] };

    public static readonly Setting<TimeSpan> InitialBackoff = new("session_initial_backoff", SettingTypes.Seconds(0, 3600), "Wait before the first extra attempt; doubles with each one.")
    { Default = Defaults.InitialBackoff, Aliases = ["retry_delay"], Variables = [Seed + "SESSION_INITIAL_BACKOFF"] };

    public static readonly Setting<TimeSpan> MaxBackoff = new("session_max_backoff", SettingTypes.Seconds(0, 3600), "Longest wait between attempts.")
    { Default = Defaults.MaxBackoff, Variables = [Seed + "SESSION_MAX_BACKOFF"] };

    public static readonly Setting<TimeSpan> MaxAge = new("session_timeout", SettingTypes.Seconds(10, 86_400), "Age at which a connection is replaced.")
    { Default = Defaults.MaxAge, Variables = [Seed + "SESSION_TIMEOUT"] };

    public static readonly Setting<TimeSpan> ReuseWithoutProbe = new("reuse_without_probe", SettingTypes.Seconds(0, 86_400), "Idle time below which a connection is reused without asking the server (NOOP).")
    { Default = Defaults.ReuseWithoutProbe };

    public static readonly Setting<int> MaxConnections = new("max_connections_per_account", SettingTypes.Integer(1, 100), "Connections of one account, the watching one included. Known providers set their own.")
    { Default = Defaults.MaxConnections, Aliases = ["max_connections"] };

    public static readonly Setting<TimeSpan> Timeout = new("timeout", SettingTypes.Seconds(1, 600), "One budget for name lookup, TCP, TLS, greeting and login.")
    { Default = Defaults.Timeout };

    public static readonly Setting<TimeSpan> IdleTimeout = new("idle_timeout", SettingTypes.Seconds(30, 1740), "IDLE is restarted after this (RFC 2177 asks for less than 29 minutes).")
    { Default = Defaults.IdleTimeout };

    public static readonly SettingGroup Group = new("connection", "How connections are kept.",
        [UseSessionManagement, MaxRetries, InitialBackoff, MaxBackoff, MaxAge, ReuseWithoutProbe, MaxConnections, Timeout, IdleTimeout], []);
}
