using System.Diagnostics;
using System.Text.Json;
using Mailstead.ConformanceTests.Journey;
using Mailstead.ConformanceTests.Toolbox;
using Shouldly;

namespace Mailstead.ConformanceTests.Stdio;

/// <summary>Our program as an agent host runs it: a child with pipes, spoken to in raw lines. Disposing ends it.</summary>
internal sealed class AgentHost : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Task<string> _errors;
    private int _lastId;

    private AgentHost(Process process)
    {
        Process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Process Process { get; }

    public static AgentHost Start(ServedMailbox box, params IReadOnlyList<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(NodeTools.Mailstead, box.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in box.Variables) start.Environment[name] = value;
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new AgentHost(Process.Start(start)!);
    }

    public async Task SendAsync(string text)
    {
        await Process.StandardInput.WriteAsync(text).WaitAsync(Patience);
        await Process.StandardInput.FlushAsync().WaitAsync(Patience);
    }

    /// <summary>Asks without waiting.</summary>
    public async Task<int> AskAsync(string method, string parameters = "")
    {
        var id = ++_lastId;
        await SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{{{parameters}{(parameters.Length == 0 ? "" : ",")}"
            + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}\n");
        return id;
    }

    /// <summary>Asks; the next line must be the answer.</summary>
    public async Task<JsonElement> CallAsync(string method, string parameters = "")
    {
        var id = await AskAsync(method, parameters);
        var answer = await ReadAsync();
        answer.GetProperty("id").GetInt32().ShouldBe(id);
        return answer;
    }

    /// <summary>Calls a tool that must succeed: its structured content.</summary>
    public async Task<JsonElement> ToolAsync(string tool, string arguments = "{}")
    {
        var answer = await CallAsync("tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}");
        return answer.GetProperty("result").TryGetProperty("structuredContent", out var content) ? content : throw new InvalidOperationException(answer.ToString());
    }

    public async Task<JsonElement> ReadAsync()
    {
        var line = await Process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new EndOfStreamException(await _errors);
        using var message = JsonDocument.Parse(line);
        return message.RootElement.Clone();
    }

    /// <summary>Waits for the end: how long it took, what else came on standard output, and what on standard error.</summary>
    public async Task<(TimeSpan Took, string Output, string Errors)> EndAsync()
    {
        var watch = Stopwatch.StartNew();
        var output = await Process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        using var deadline = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(deadline.Token);
        return (watch.Elapsed, output, await _errors);
    }

    public void Dispose()
    {
        if (!Process.HasExited) Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }
}
