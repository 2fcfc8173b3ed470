using System.CommandLine;
using Mailstead.Mcp;
using Mailstead.Server.Composition;

namespace Mailstead.Server.Cli;

/// <summary>Serves MCP on standard input and output until the input ends. Nothing else may write to standard output.</summary>
internal static class McpVerb
{
    public static Command Create()
    {
        var command = new Command("mcp", "Serve the mailbox to an agent host over stdio (MCP)");
        MailCommand.RunsAlone(command, async (line, _, cancellationToken) =>
        {
            await RunAsync(HostOptions.From(line), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    public static async Task RunAsync(HostOptions options, CancellationToken cancellationToken)
    {
        // Taken first: whatever writes to Console.Out after this cannot reach the protocol's stream.
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        // An agent host waits for the handshake: the mailbox is made ready beside it.
        var starting = Task.Run(() => MailsteadHost.StartAsync(options, cancellationToken), cancellationToken);
        try
        {
            await StdioServer.RunAsync(MailboxAsync(starting), input, output, ProductVersion.Text, cancellationToken);
        }
        finally
        {
            await (await starting).DisposeAsync();
        }
    }

    private static async Task<McpMailbox> MailboxAsync(Task<MailsteadHost> starting)
    {
        var host = await starting;
        return new McpMailbox(host.Operations, host.Session);
    }
}
