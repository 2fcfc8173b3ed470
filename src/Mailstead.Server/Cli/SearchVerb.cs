using System.CommandLine;
using System.Globalization;
using Mailstead.Operations;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class SearchVerb
{
    public static Command Create()
    {
        var query = new Argument<string[]>("query") { Description = "Words, \"phrases\", from: subject: is:unread after:2026-01-01 ...", Arity = ArgumentArity.ZeroOrMore };
        var criteria = new Option<string?>("--criteria") { Description = "The query as one option; IMAP criteria work too", HelpName = "QUERY" };
        var folder = new Option<string?>("--folder", "-f") { Description = "Folder to look in (INBOX)", HelpName = "NAME" };
        var limit = new Option<int>("--limit", "-n") { Description = "Most messages to show", HelpName = "N", DefaultValueFactory = _ => 20 };
        var cursor = new Option<string?>("--cursor") { Description = "Go on from a former page", HelpName = "CURSOR" };
        var command = new Command("search", "Find messages, newest first") { query, criteria, folder, limit, cursor };
        MailCommand.Runs(command, async (line, call, screen, cancellationToken) =>
        {
            var words = string.Join(' ', [.. line.GetValue(query) ?? [], .. line.GetValue(criteria) is { } c ? new[] { c } : []]);
            var request = new SearchMessagesRequest(call.Account, words, line.GetValue(folder), line.GetValue(limit), line.GetValue(cursor));
            var result = await call.Operations.SearchMessagesAsync(request, call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.SearchMessagesResult, Draw);
            return ExitCode.Done;
        });
        return command;
    }

    public static void Draw(IAnsiConsole console, SearchMessagesResult result)
    {
        if (result.Messages.Count == 0)
        {
            console.MarkupLineInterpolated($"[grey]Nothing found in {result.Folder}.[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Date").NoWrap()).AddColumn("From").AddColumn("Subject").AddColumn(new TableColumn("Id").NoWrap());
        foreach (var m in result.Messages)
        {
            var style = m.IsRead ? Style.Plain : new Style(decoration: Decoration.Bold);
            var marks = (m.IsStarred ? "* " : "") + (m.AttachmentCount > 0 ? "@ " : "") + (m.IsAnswered ? "> " : "");
            table.AddRow(
                new Text(m.Date.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), new Style(Color.Grey)),
                new Text(m.From, style) { Overflow = Overflow.Ellipsis },
                new Text(marks + m.Subject, style),
                new Text(m.Id, new Style(Color.Grey)));
        }

        console.Write(table);
        console.MarkupLineInterpolated($"[grey]{result.Messages.Count} of {result.Total} in {result.Folder} ({result.Source}). * starred  @ attachment  > answered[/]");
        if (result.NextCursor is { } next) console.MarkupLineInterpolated($"[grey]More: --cursor {next}[/]");
    }
}
