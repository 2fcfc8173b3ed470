using System.Diagnostics;
using System.Text;

namespace Mailstead.Benchmarks.Load;

/// <summary>From spawning an MCP server to its answered initialize and tools/list: what every start of an agent waits for.</summary>
internal static class StdioLoad
{
    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        var began = Stopwatch.GetTimestamp();
        await using var server = McpChild.Start(arguments.Command);
        await server.InitializeAsync(cancellationToken);
        var tools = await server.ListToolsAsync(cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var cost = server.Cost;
        var bytes = Encoding.UTF8.GetByteCount(tools.ToJsonString());
        return new LoadFigure("stdio start", seconds, cost.Cpu.TotalMilliseconds, bytes, tools["tools"]!.AsArray().Count) { RssMb = cost.RssMb }.Print();
    }
}
