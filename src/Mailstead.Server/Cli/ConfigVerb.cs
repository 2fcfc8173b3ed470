using System.CommandLine;
using Mailstead.Accounts.Configuration;
using Mailstead.Server.Composition;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class ConfigVerb
{
    public static Command Create() => new("config", "Show the configuration and its schema") { Show(), Schema() };

    private static Command Show()
    {
        var command = new Command("show", "Every setting with where it came from; secrets as references only");
        MailCommand.RunsAlone(command, (line, screen, _) =>
        {
            var settings = SettingsLoader.Load(HostOptions.From(line).Settings());
            IReadOnlyList<SettingRow> rows = [.. settings.Effective.Select(s => new SettingRow(s.Path, s.Value, s.Origin.ToString()))];
            screen.Show(rows, CliJson.Default.IReadOnlyListSettingRow, (console, all) => Draw(console, all, settings));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "The JSON Schema of config.json");
        MailCommand.RunsAlone(command, (_, _, _) =>
        {
            using var output = Console.OpenStandardOutput();
            ConfigSchema.Write(output);
            output.WriteByte((byte)'\n');
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, IReadOnlyList<SettingRow> rows, MailSettings settings)
    {
        console.MarkupLineInterpolated($"[grey]{settings.Paths.ConfigFile}{(settings.HasFile ? "" : " (does not exist: defaults and environment)")}[/]");
        var table = new Table().Border(TableBorder.Simple).AddColumn("Setting").AddColumn("Value").AddColumn("From");
        foreach (var row in rows) table.AddRow(new Text(row.Key), new Text(row.Value), new Text(row.From, new Style(Color.Grey)));
        console.Write(table);
        foreach (var warning in settings.Warnings) console.MarkupLineInterpolated($"[yellow]{warning}[/]");
    }
}
