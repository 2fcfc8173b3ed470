using System.CommandLine;
using System.Globalization;
using Mailstead.Operations;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class FoldersVerb
{
    public static Command Create()
    {
        var command = new Command("folders", "List folders with their counts");
        MailCommand.Runs(command, async (_, call, screen, cancellationToken) =>
        {
            var result = await call.Operations.ListFoldersAsync(new ListFoldersRequest(call.Account), call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.ListFoldersResult, Draw);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, ListFoldersResult result)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("Folder").AddColumn("Type").AddColumn(new TableColumn("Unread").RightAligned()).AddColumn(new TableColumn("Messages").RightAligned());
        foreach (var f in result.Folders)
        {
            var name = new Text(f.Name, f.UnreadCount > 0 ? new Style(decoration: Decoration.Bold) : Style.Plain);
            table.AddRow(name, new Text(f.FolderType, new Style(Color.Grey)), Count(f.IsSelectable, f.UnreadCount), Count(f.IsSelectable, f.TotalCount));
        }

        console.Write(table);
    }

    private static Text Count(bool selectable, uint count) => new(selectable ? count.ToString(CultureInfo.CurrentCulture) : "");
}
