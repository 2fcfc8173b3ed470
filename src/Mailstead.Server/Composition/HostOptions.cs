using System.CommandLine;
using Mailstead.Accounts.Configuration;
using Mailstead.Server.Cli;

namespace Mailstead.Server.Composition;

/// <summary>What the command line says about the host.</summary>
internal sealed record HostOptions
{
    public string? ConfigFile { get; init; }

    /// <summary>The sample mailbox instead of the configured accounts.</summary>
    public bool Sandbox { get; init; }

    public static HostOptions From(ParseResult line) => new()
    {
        ConfigFile = line.GetValue(CliOptions.Config),
        Sandbox = line.GetValue(CliOptions.Sandbox),
    };

    public SettingsInput Settings() => SettingsInput.FromProcess() with { ConfigFile = ConfigFile };
}
