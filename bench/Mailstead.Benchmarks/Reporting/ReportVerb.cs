using Mailstead.Benchmarks.Load;

namespace Mailstead.Benchmarks.Reporting;

/// <summary>Makes the page that bench/run keeps in bench/results.</summary>
internal static class ReportVerb
{
    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        var directory = arguments.Required("--in");
        var title = arguments.Required("--title");
        var machine = arguments.Required("--machine");
        var page = arguments.Required("--out");
        arguments.End();
        var measured = new OrderedDictionary<string, Measurement>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(directory, "*.jsonl").Order(StringComparer.Ordinal))
        {
            var one = await Measurement.ReadAsync(file, cancellationToken);
            measured.Add(one.Name, one);
        }

        await File.WriteAllTextAsync(page, ReportPage.Write(title, machine, measured), cancellationToken);
        return 0;
    }
}
