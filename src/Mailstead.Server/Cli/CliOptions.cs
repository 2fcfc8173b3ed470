using System.CommandLine;

namespace Mailstead.Server.Cli;

/// <summary>Options that every command has.</summary>
internal static class CliOptions
{
    public static Option<string?> Account { get; } = new("--account", "-a")
    {
        Description = "Account to use; needed only with several", HelpName = "NAME", Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Write JSON instead of tables", Recursive = true };

    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "Configuration file instead of the usual one", HelpName = "FILE", Recursive = true,
    };

    public static Option<bool> Sandbox { get; } = new("--sandbox")
    {
        Description = "Use the built-in sample mailbox instead of an account", Recursive = true,
    };
}
