using System.Runtime.InteropServices;
using Mailstead.Accounts.Configuration;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class ConfigPathsTests
{
    [Fact]
    public void Linux_follows_the_XDG_directories()
    {
        Resolve(OSPlatform.Linux).ShouldBe(("/users/me/.config/mailstead/config.json", "/users/me/.local/share/mailstead"));
        Resolve(OSPlatform.Linux, ("XDG_CONFIG_HOME", "/x/config"), ("XDG_DATA_HOME", "/x/data")).ShouldBe(("/x/config/mailstead/config.json", "/x/data/mailstead"));
        Resolve(OSPlatform.Linux, ("XDG_CONFIG_HOME", "relative")).Config.ShouldBe("/users/me/.config/mailstead/config.json");
    }

    [Fact]
    public void MacOS_and_Windows_have_their_own_places()
    {
        Resolve(OSPlatform.OSX).Config.ShouldBe("/users/me/Library/Application Support/Mailstead/config.json");
        Resolve(OSPlatform.Windows, ("APPDATA", "/roaming"), ("LOCALAPPDATA", "/local")).ShouldBe(("/roaming/Mailstead/config.json", "/local/Mailstead"));
    }

    [Fact]
    public void MAILSTEAD_HOME_moves_everything_and_MAILSTEAD_CONFIG_names_the_file()
    {
        Resolve(OSPlatform.Linux, ("MAILSTEAD_HOME", "/m")).ShouldBe(("/m/config.json", "/m/data"));
        Resolve(OSPlatform.Linux, ("MAILSTEAD_CONFIG", "/etc/mail.json")).ShouldBe(("/etc/mail.json", "/users/me/.local/share/mailstead"));
        var both = Paths(OSPlatform.Linux, file: null, ("MAILSTEAD_HOME", "/m"), ("MAILSTEAD_CONFIG", "/etc/mail.json"));
        (both.ConfigFile, both.VaultFile).ShouldBe(("/etc/mail.json", "/m/vault.json"));
    }

    [Fact]
    public void An_argument_beats_the_variable() =>
        Paths(OSPlatform.Linux, "/argument.json", ("MAILSTEAD_CONFIG", "/etc/mail.json")).ConfigFile.ShouldBe("/argument.json");

    private static (string Config, string Data) Resolve(OSPlatform platform, params (string, string)[] variables)
    {
        var paths = Paths(platform, file: null, variables);
        return (Portable(paths.ConfigFile), Portable(paths.DataDirectory));
    }

    private static ConfigPaths Paths(OSPlatform platform, string? file, params (string Name, string Value)[] variables)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rooted paths look different there");
        var environment = variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        environment.TryAdd("HOME", "/users/me");
        return ConfigPaths.Resolve(new SettingsInput { Environment = environment, ConfigFile = file }, platform);
    }

    private static string Portable(string path) => path.Replace('\\', '/');
}
