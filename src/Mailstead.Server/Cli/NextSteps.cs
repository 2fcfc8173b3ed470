using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>What to do after an account was added.</summary>
internal static class NextSteps
{
    public static void Draw(IAnsiConsole console, AccountAdded added)
    {
        console.MarkupLineInterpolated($"[green]Added[/] {added.Account} <{added.Address}> [grey]in {added.ConfigFile}[/]");
        console.WriteLine();
        console.MarkupLine("[grey]See it:[/]           mailstead search is:unread");
        console.MarkupLineInterpolated($"[grey]Give it to Claude:[/] claude mcp add mailstead -- {AgentConfigs.Command} mcp");
    }
}
