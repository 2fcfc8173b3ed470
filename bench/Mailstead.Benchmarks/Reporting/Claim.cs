using Mailstead.Benchmarks.Load;

namespace Mailstead.Benchmarks.Reporting;

/// <summary>One line of the table: a figure of ours, the one it is seen beside, and the bound it must keep.</summary>
/// <param name="Value">What of a run is looked at.</param>
/// <param name="Unit">Behind the value; its format before, as in "0.0 ms".</param>
/// <param name="Beside">Name of the measurement it is compared with.</param>
/// <param name="Bound">Of the ratio when <paramref name="Beside"/> is given, else of the value.</param>
internal sealed record Claim(string What, string Ours, Func<LoadFigure, double> Value, string Unit, string? Beside = null, double? Bound = null, bool AtLeast = false)
{
    private const double CharactersPerToken = 4;

    public static IReadOnlyList<Claim> All { get; } =
    [
        new("summaries of all messages, as values", "fetch-summary", Seconds, "0.000 s", "drain-summary", Bound: 3),
        new("summaries, every field read", "fetch-read", Seconds, "0.000 s", "drain-summary", Bound: 3),
        new("summaries, TLS", "fetch-summary-tls", Seconds, "0.000 s", "drain-summary-tls", Bound: 3),
        new("summaries, every field read, TLS", "fetch-read-tls", Seconds, "0.000 s", "drain-summary-tls", Bound: 3),
        new("all bodies, streamed", "fetch-bodies", Seconds, "0.000 s", "drain-bodies", Bound: 1.2),
        new("all bodies, TLS", "fetch-bodies-tls", Seconds, "0.000 s", "drain-bodies-tls", Bound: 1.2),
        new("newest 50 over TLS, no index, in process", "newest50", Milliseconds, "0.0 ms", Bound: 15),
        new("newest 50 over TLS, no index, as an MCP call", "call-ours", Milliseconds, "0.0 ms", "call-rival"),
        new("spawn to answered tools/list", "stdio-ours", Milliseconds, "0 ms", "stdio-rival", Bound: 0.5),
        new("the same, CPU", "stdio-ours", f => f.CpuMs, "0 ms", Bound: 150),
        new("the same, resident memory", "stdio-ours", f => f.RssMb ?? 0, "0 MB", Bound: 90),
        new("tools/list, tokens (characters / 4)", "stdio-ours", f => f.Bytes / CharactersPerToken, "0", Bound: 3_000),
        new("structure of messages in memory, one thread", "parse", f => f.Bytes / f.Seconds / 1e6, "0 MB/s", Bound: 600, AtLeast: true),
    ];

    private static double Seconds(LoadFigure figure) => figure.Seconds;

    private static double Milliseconds(LoadFigure figure) => figure.Seconds * 1_000;
}
