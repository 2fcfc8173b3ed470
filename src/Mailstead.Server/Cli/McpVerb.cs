using System.CommandLine;
using System.Runtime.InteropServices;
using Mailstead.Mcp;
using Mailstead.Server.Composition;

namespace Mailstead.Server.Cli;

/// <summary>Serves MCP on standard input and output until the input ends. Nothing else may write to standard output.</summary>
internal static class McpVerb
{
    /// <summary>Hosts kill after 2 s: time for a goodbye to the mail server, and to end by ourselves.</summary>
    private static readonly TimeSpan TerminationTime = TimeSpan.FromSeconds(1.5);

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

    /// <summary>The lines that agent hosts start every day, read without the parser: a host waits for its compilation (the start rows of bench/run). Null for any other line.</summary>
    public static HostOptions? PlainLine(string[] args) => args switch
    {
        ["mcp"] => new HostOptions(),
        ["mcp", "--sandbox"] or ["--sandbox", "mcp"] => new HostOptions { Sandbox = true },
        _ => null,
    };

    /// <summary>Until the input ends, or SIGINT or SIGTERM comes; then within two seconds, whatever a server does.</summary>
    public static async Task<int> ServeAsync(HostOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await MailCommand.EndAsync(
            async () =>
            {
                await RunAsync(options, stop.Token);
                return ExitCode.Done;
            },
            () => new Screen(json: false), stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
            _ = ExitLaterAsync();
        }
    }

    private static async Task ExitLaterAsync()
    {
        await Task.Delay(TerminationTime, TimeProvider.System);
        Environment.Exit(ExitCode.Interrupted);
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
