using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Mailstead.Benchmarks.Reporting;

/// <summary>The measurements of one run as Markdown.</summary>
internal static class ReportPage
{
    public static string Write(string title, string machine, IReadOnlyDictionary<string, Measurement> measured)
    {
        var page = new StringBuilder();
        Line($"# {title}");
        Line();
        Line($"{machine}, {RuntimeInformation.FrameworkDescription}. Medians; the times of a shared machine drift, ratios are of runs taken in turns.");
        Line();
        Line("| what | ours | beside | ratio | bound | kept |");
        Line("|---|---|---|---|---|---|");
        foreach (var claim in Claim.All.Where(c => measured.ContainsKey(c.Ours))) Line(Row(claim, measured));
        Line();
        Line("Each measurement, its runs and its command:");
        Line();
        Line("| name | runs | median | least | most | CPU | MB/s | memory | allocated per message | first call |");
        Line("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var one in measured.Values) Line(Details(one));
        Line();
        foreach (var one in measured.Values) Line($"- {one.Name}: `{one.Command}`");
        return page.ToString();

        void Line(string text = "") => page.Append(text).Append('\n');
    }

    private static string Row(Claim claim, IReadOnlyDictionary<string, Measurement> measured)
    {
        var ours = measured[claim.Ours].Median(claim.Value);
        var beside = claim.Beside is { } name && measured.TryGetValue(name, out var other) ? other.Median(claim.Value) : (double?)null;
        var judged = claim.Beside is null ? ours : ours / beside;
        var kept = claim.Bound is null || judged is null ? "" : (claim.AtLeast ? judged >= claim.Bound : judged <= claim.Bound) ? "yes" : "no";
        var bound = claim.Bound is { } limit ? $"{(claim.AtLeast ? "at least" : "at most")} {(claim.Beside is null ? Text(limit, claim.Unit) : Text(limit, "0.0#"))}" : "";
        return $"| {claim.What} | {Text(ours, claim.Unit)} | {(beside is { } b ? $"{claim.Beside} {Text(b, claim.Unit)}" : "")} | {(beside is null ? "" : Text(judged!.Value, "0.00"))} | {bound} | {kept} |";
    }

    private static string Details(Measurement one)
    {
        var throughput = one.Median(r => r.Bytes / r.Seconds / 1e6);
        return string.Join(" | ",
            $"| {one.Name}",
            Text(one.Runs.Count, "0"),
            Time(one.Median(r => r.Seconds)), Time(one.Runs.Min(r => r.Seconds)), Time(one.Runs.Max(r => r.Seconds)),
            Text(one.Median(r => r.CpuMs), "0 ms"),
            throughput >= 1 ? Text(throughput, "0") : "",
            one.Runs.All(r => r.RssMb is not null) ? Text(one.Median(r => r.RssMb!.Value), "0 MB") : "",
            one.Runs.All(r => r.AllocatedBytes is not null) ? Text(one.Median(r => r.AllocatedBytes!.Value), "#,##0 B") : "",
            one.Runs.All(r => r.FirstSeconds is not null) ? Time(one.Median(r => r.FirstSeconds!.Value)) : "") + " |";
    }

    private static string Time(double seconds) => seconds < 1 ? Text(seconds * 1_000, "0.0 ms") : Text(seconds, "0.000 s");

    /// <summary>"0.0 ms": a format, and a unit behind it that is no part of the format.</summary>
    private static string Text(double value, string format)
    {
        var space = format.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? value.ToString(format, CultureInfo.InvariantCulture) : value.ToString(format[..space], CultureInfo.InvariantCulture) + format[space..];
    }
}
