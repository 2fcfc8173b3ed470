using System.Runtime.InteropServices;

namespace Mailstead.Accounts.Configuration;

/// <summary>Where configuration and state are on this system.</summary>
/// <param name="ConfigFileIsNamed">Somebody asked for this very file: it must exist.</param>
public sealed record ConfigPaths(string ConfigDirectory, string ConfigFile, bool ConfigFileIsNamed, string DataDirectory)
{
    public string VaultFile => Path.Combine(ConfigDirectory, "vault.json");
    public string VaultKeyFile => Path.Combine(ConfigDirectory, "vault.key");

    public static ConfigPaths Resolve(SettingsInput input) =>
        Resolve(input, OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux);

    internal static ConfigPaths Resolve(SettingsInput input, OSPlatform platform)
    {
        var (config, data) = input.TryGetVariable("MAILSTEAD_HOME", out var home)
            ? (Path.GetFullPath(home), Path.Combine(Path.GetFullPath(home), "data"))
            : SystemDirectories(input, platform);
        var named = input.ConfigFile ?? (input.TryGetVariable("MAILSTEAD_CONFIG", out var file) ? file : null);
        if (named is null) return new ConfigPaths(config, Path.Combine(config, "config.json"), ConfigFileIsNamed: false, data);
        var full = Path.GetFullPath(named);
        return new ConfigPaths(home is null ? Path.GetDirectoryName(full) ?? config : config, full, ConfigFileIsNamed: true, data);
    }

    private static (string Config, string Data) SystemDirectories(SettingsInput input, OSPlatform platform)
    {
        var user = input.TryGetVariable("HOME", out var home) ? home : System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        if (platform == OSPlatform.Windows)
        {
            var roaming = Named(input, "APPDATA") ?? Path.Combine(user, "AppData", "Roaming");
            var local = Named(input, "LOCALAPPDATA") ?? Path.Combine(user, "AppData", "Local");
            return (Path.Combine(roaming, "Mailstead"), Path.Combine(local, "Mailstead"));
        }
        if (platform == OSPlatform.OSX)
        {
            var support = Path.Combine(user, "Library", "Application Support", "Mailstead");
            return (support, Path.Combine(support, "data"));
        }
        return (Path.Combine(Absolute(input, "XDG_CONFIG_HOME") ?? Path.Combine(user, ".config"), "mailstead"),
            Path.Combine(Absolute(input, "XDG_DATA_HOME") ?? Path.Combine(user, ".local", "share"), "mailstead"));
    }

    private static string? Named(SettingsInput input, string name) => input.TryGetVariable(name, out var value) ? value : null;

    // The XDG base directory specification says to ignore relative paths.
    private static string? Absolute(SettingsInput input, string name) => Named(input, name) is { } value && Path.IsPathRooted(value) ? value : null;
}
