using Mailstead.Accounts.Checks;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>Shows checks as they end, one line each; a line that is not green says what to do.</summary>
internal sealed class CheckReport(Screen screen)
{
    private readonly List<CheckRow> _rows = [];

    public bool AllWell { get; private set; } = true;

    public void Add(CheckStep step)
    {
        AllWell &= step.Status is CheckStatus.Ok or CheckStatus.Warning;
        var row = CheckRow.Of(step);
        _rows.Add(row);
        if (!screen.Json) Draw(screen.Out, row);
    }

    /// <summary>The whole list at the end, when JSON was asked for.</summary>
    public int Finish()
    {
        if (screen.Json) screen.Show<IReadOnlyList<CheckRow>>(_rows, CliJson.Default.IReadOnlyListCheckRow, static (_, _) => { });
        return AllWell ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Draw(IAnsiConsole console, CheckRow row)
    {
        var color = row.Status switch { "ok" => "green", "warning" => "yellow", "failed" => "red", _ => "grey" };
        var name = row.Account is { } account ? $"{account} {row.Name}" : row.Name;
        console.MarkupLine($"[{color}]{row.Status,-7}[/] [grey]{Markup.Escape(name),-24}[/] {Markup.Escape(row.Detail)}");
        if (row.Remedy is { } remedy && row.Status is "failed" or "warning") console.MarkupLineInterpolated($"        {remedy}");
    }
}
