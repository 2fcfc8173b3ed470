using System.CommandLine;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Server.Composition;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>Runs a command's work: starts what it needs, turns errors into words and exit codes, and closes everything.</summary>
internal static class MailCommand
{
    /// <summary>For commands that use mail operations.</summary>
    public static void Runs(Command command, Func<ParseResult, CliCall, Screen, CancellationToken, Task<int>> work) =>
        RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            await using var host = await MailsteadHost.StartAsync(HostOptions.From(line), cancellationToken);
            var context = new OperationContext(host.Session, "cli");
            return await work(line, new CliCall(host.Operations, context, line.GetValue(CliOptions.Account)), screen, cancellationToken);
        });

    /// <summary>For commands that need no mailbox.</summary>
    public static void RunsAlone(Command command, Func<ParseResult, Screen, CancellationToken, Task<int>> work) =>
        command.SetAction((line, cancellationToken) =>
        {
            var screen = new Screen(line.GetValue(CliOptions.Json));
            return EndAsync(() => work(line, screen, cancellationToken), () => screen, cancellationToken);
        });

    /// <summary>Turns how the work ended into words and an exit code.</summary>
    /// <param name="screen">Asked for only when there is something to say.</param>
    public static async Task<int> EndAsync(Func<Task<int>> work, Func<Screen> screen, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (MailException error)
        {
            screen().ShowError(error);
            return ExitCode.Of(error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen().Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
