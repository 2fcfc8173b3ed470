using System.Text.Json;
using Mailstead.Benchmarks.Load;

namespace Mailstead.Benchmarks.Reporting;

/// <summary>All runs of one command.</summary>
internal sealed record Measurement(string Name, string Command, IReadOnlyList<LoadFigure> Runs)
{
    public double Median(Func<LoadFigure, double> of) => Load.Median.Of(Runs.Select(of));

    /// <summary>NAME.jsonl with a figure a line, and NAME.command.</summary>
    public static async Task<Measurement> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var runs = new List<LoadFigure>();
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken)) runs.Add(JsonSerializer.Deserialize(line, LoadJson.Default.LoadFigure)!);
        var command = await File.ReadAllTextAsync(Path.ChangeExtension(file, ".command"), cancellationToken);
        return new Measurement(Path.GetFileNameWithoutExtension(file), command.Trim(), runs);
    }
}
