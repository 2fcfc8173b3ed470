namespace Mailstead.Accounts.Configuration;

/// <summary>The top of the file.</summary>
internal static class RootKeys
{
    public static readonly Setting<string> Schema = new("$schema", SettingTypes.Line("the schema's address"), "For editors; not read.");
    public static readonly Setting<string> DefaultAccount = new("default_account", SettingTypes.AccountName, "The account that is meant when none is named.");
    public static readonly Setting<TimeSpan> SessionTtl = new("session_ttl", SettingTypes.Seconds(1, 31_536_000), "Idle time after which a caller's session ends.") { Default = TimeSpan.FromHours(1), Variables = ["SESSION_TTL"] };
    public static readonly Setting<string> DataDirectory = new("data_directory", SettingTypes.Line("a directory's path"), "Where the audit trail and other state are kept; by default the user's data directory.");
    public static readonly Setting<string> DownloadDirectory = new("download_directory", SettingTypes.Line("a directory's path"), "The only place attachments are saved in; by default \"downloads\" in the data directory.");

    public static readonly SettingGroup Accounts = new("accounts", "Accounts by name: " + AccountId.Rule + ".", [], [AccountKeys.Group]) { IsMap = true };
    public static readonly SettingGroup Group = new("", "Configuration of Mailstead.",
        [Schema, DefaultAccount, ConnectionKeys.Preset, SessionTtl, DataDirectory, DownloadDirectory], [ConnectionKeys.Group, Accounts]);
}
