using System.Diagnostics;
using System.Text;

namespace Mailstead.Benchmarks.Load;

/// <summary>One tool of an MCP server called again and again over stdio. The first call, which connects, is told apart; the median is that of the calls after it.</summary>
internal static class CallLoad
{
    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        var tool = arguments.Required("--tool");
        var parameters = arguments.Value("--arguments") ?? "{}";
        var calls = arguments.Number("--calls", 20);
        arguments.End();
        await using var server = McpChild.Start(arguments.Command);
        await server.InitializeAsync(cancellationToken);
        var first = await CallAsync();
        var before = server.Cost;
        var answers = new List<(double Seconds, long Bytes)>(calls);
        for (var call = 0; call < calls; call++) answers.Add(await CallAsync());
        var cost = server.Cost;
        return new LoadFigure($"call {tool}", Median.Of(answers.Select(a => a.Seconds)), (cost.Cpu - before.Cpu).TotalMilliseconds, answers[0].Bytes, calls)
        {
            FirstSeconds = first.Seconds,
            RssMb = cost.RssMb,
        }.Print();

        async Task<(double Seconds, long Bytes)> CallAsync()
        {
            var began = Stopwatch.GetTimestamp();
            var result = await server.CallAsync(tool, parameters, cancellationToken);
            return (Stopwatch.GetElapsedTime(began).TotalSeconds, Encoding.UTF8.GetByteCount(result.ToJsonString()));
        }
    }
}
