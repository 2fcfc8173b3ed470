using System.CommandLine;
using Mailstead.Operations;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class ReadVerb
{
    public static Command Create()
    {
        var selection = new MessageSelection(most: 50);
        var thread = new Option<bool>("--thread") { Description = "The whole conversation of the message" };
        var tokens = new Option<int>("--max-tokens") { Description = "Budget for all bodies, in tokens of 4 characters", HelpName = "N", DefaultValueFactory = _ => 20_000 };
        var quotes = new Option<bool>("--full-quotes") { Description = "Show quoted history and signatures" };
        var cursor = new Option<string?>("--cursor") { Description = "Go on where the last answer was cut", HelpName = "CURSOR" };
        var command = new Command("read", "Show messages as plain text") { thread, tokens, quotes, cursor };
        selection.AddTo(command);
        MailCommand.Runs(command, async (line, call, screen, cancellationToken) =>
        {
            var ids = await selection.ResolveAsync(line, call, cancellationToken);
            if (line.GetValue(thread))
            {
                var conversation = await call.Operations.ReadThreadAsync(
                    new ReadThreadRequest(ids[0], line.GetValue(tokens), line.GetValue(cursor), call.Account), call.Context, cancellationToken);
                screen.Show(conversation, OperationsJson.Default.ReadThreadResult, DrawThread);
                return ExitCode.Done;
            }

            var result = await call.Operations.ReadMessagesAsync(
                new ReadMessagesRequest(ids, line.GetValue(tokens), line.GetValue(cursor), line.GetValue(quotes), call.Account), call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.ReadMessagesResult, Draw);
            foreach (var error in result.Errors) screen.Error.MarkupLineInterpolated($"[red]{error.Code}[/] {error.Id}: {error.Message}");
            return result.Errors.Count == 0 ? ExitCode.Done : result.Messages.Count == 0 ? ExitCode.NotFound : ExitCode.Partly;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, ReadMessagesResult result)
    {
        foreach (var message in result.Messages) MessagePicture.Draw(console, message);
        More(console, result.NextCursor);
    }

    public static void DrawThread(IAnsiConsole console, ReadThreadResult result)
    {
        console.Write(new Rule(Markup.Escape($"{result.Subject} ({result.Count} messages)")).LeftJustified());
        foreach (var message in result.Messages) MessagePicture.Draw(console, message);
        More(console, result.NextCursor);
    }

    private static void More(IAnsiConsole console, string? cursor)
    {
        if (cursor is not null) console.MarkupLineInterpolated($"[grey]More: --cursor {cursor}[/]");
    }
}
