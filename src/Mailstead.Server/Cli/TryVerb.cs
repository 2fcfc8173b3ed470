using System.CommandLine;
using Mailstead.Operations;
using Mailstead.Server.Composition;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>The first minute: the whole journey on the built-in sample mailbox.</summary>
internal static class TryVerb
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Run the same as a self-test; the exit code tells" };
        var keep = new Option<bool>("--keep") { Description = "Keep the sample mail server running until Ctrl-C, for any mail program" };
        var command = new Command("try", "See it work on a built-in sample mailbox; needs no account") { check, keep };
        MailCommand.RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            await using var host = await MailsteadHost.StartAsync(new HostOptions { Sandbox = true }, cancellationToken);
            var call = new CliCall(host.Operations, new OperationContext(host.Session, "cli"), Account: null);
            if (line.GetValue(check)) return await new SelfCheck(host, call, screen).RunAsync(cancellationToken);
            await ShowAsync(host, call, screen.Out, cancellationToken);
            if (line.GetValue(keep)) await KeepAsync(host, screen.Out, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ShowAsync(MailsteadHost host, CliCall call, IAnsiConsole console, CancellationToken cancellationToken)
    {
        console.MarkupLine("[bold]Mailstead[/] on a sample mailbox. It is a real mail server in this process: IMAP and SMTP on loopback.");
        Heading(console, "1. Search", $"mailstead --sandbox search {SampleJourney.Query}   (an agent calls search_messages)");
        var hits = await call.Operations.SearchMessagesAsync(new SearchMessagesRequest(Query: SampleJourney.Query, Limit: 5), call.Context, cancellationToken);
        SearchVerb.Draw(console, hits);

        var found = await SampleJourney.ThreadMessageAsync(call, cancellationToken);
        Heading(console, "2. Read a thread", $"mailstead --sandbox read --thread {found.Id}   (read_thread)");
        var thread = await call.Operations.ReadThreadAsync(new ReadThreadRequest(found.Id, MaxTokens: 600), call.Context, cancellationToken);
        ReadVerb.DrawThread(console, thread);

        Heading(console, "3. Reply: held, because nobody approved the recipient", $"mailstead --sandbox compose --mode reply --message-ids {found.Id} --body \"...\"   (compose_message)");
        var reply = await SampleJourney.ReplyAsync(call, found.Id, cancellationToken);
        ComposeVerb.Draw(console, reply);

        Heading(console, "4. Connect your agent", "the sample mailbox first; then 'mailstead account add' and leave out --sandbox");
        AgentConfigs.Draw(console);
    }

    private static void Heading(IAnsiConsole console, string title, string command)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold blue]{title}[/]");
        console.MarkupLineInterpolated($"[grey]{command}[/]");
    }

    private static async Task KeepAsync(MailsteadHost host, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var sandbox = host.SandboxServer!;
        console.WriteLine();
        console.MarkupLineInterpolated($"IMAP {sandbox.Imap.Host}:{sandbox.Imap.Port}, SMTP {sandbox.Smtp.Host}:{sandbox.Smtp.Port}, no TLS, user {sandbox.UserName}, password {sandbox.Password}. Ctrl-C ends it.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
