using System.CommandLine;
using Mailstead.Operations;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class OrganizeVerb
{
    private static readonly string[] Actions = ["mark_read", "mark_unread", "star", "unstar", "label", "unlabel", "move", "archive", "trash"];

    public static Command Create()
    {
        var action = new Argument<string>("action") { Description = string.Join(", ", Actions), HelpName = "action" };
        action.AcceptOnlyFromAmong(Actions);
        var folder = new Option<string?>("--to") { Description = "Target folder of move", HelpName = "FOLDER" };
        var label = new Option<string?>("--label") { Description = "Label to set or remove", HelpName = "NAME" };
        var selection = new MessageSelection(most: 200);
        var command = new Command("organize", "Mark, star, label, move, archive or trash messages") { action, folder, label };
        selection.AddTo(command);
        MailCommand.Runs(command, async (line, call, screen, cancellationToken) =>
        {
            var ids = await selection.ResolveAsync(line, call, cancellationToken);
            var request = new OrganizeMessagesRequest(ids, line.GetRequiredValue(action), line.GetValue(folder), line.GetValue(label), call.Account);
            var result = await call.Operations.OrganizeMessagesAsync(request, call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.OrganizeMessagesResult, Draw);
            foreach (var error in result.Errors) screen.Error.MarkupLineInterpolated($"[red]{error.Code}[/] {error.Id}: {error.Message}");
            return result.Errors.Count == 0 ? ExitCode.Done : result.Changed == 0 ? ExitCode.NotFound : ExitCode.Partly;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, OrganizeMessagesResult result)
    {
        console.MarkupLineInterpolated($"{result.Action}: {result.Changed} changed{(result.Folder is { } folder ? $", now in {folder}" : "")}");
        foreach (var moved in result.Moved) console.MarkupLineInterpolated($"[grey]{moved.Id} -> {moved.NewId}[/]");
    }
}
