using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mailstead.Benchmarks.Load;

/// <summary>An MCP server as a child process, spoken to as an agent host does. Every answer has a deadline.</summary>
internal sealed class McpChild : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Queue<string> _complaints = new();
    private int _id;

    private McpChild(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
        process.BeginErrorReadLine();
    }

    public ChildCost Cost => ChildCost.Of(_process);

    public static McpChild Start(IReadOnlyList<string> command)
    {
        if (command.Count == 0) throw new LoadUsageException("The command of the server goes behind --.");
        return new McpChild(Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!);
    }

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await AskAsync("initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}""", cancellationToken);
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", cancellationToken);
    }

    public Task<JsonNode> ListToolsAsync(CancellationToken cancellationToken) => AskAsync("tools/list", "{}", cancellationToken);

    /// <exception cref="InvalidOperationException">The tool says that it failed.</exception>
    public async Task<JsonNode> CallAsync(string tool, string arguments, CancellationToken cancellationToken)
    {
        var result = await AskAsync("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""", cancellationToken);
        return result["isError"]?.GetValue<bool>() == true ? throw new InvalidOperationException(result.ToJsonString()) : result;
    }

    /// <summary>The end of its input is the end of a server; one that stays is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<JsonNode> AskAsync(string method, string parameters, CancellationToken cancellationToken)
    {
        var id = ++_id;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""", deadline.Token);
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if (message["id"] is not JsonValue answered || answered.GetValueKind() != JsonValueKind.Number || answered.GetValue<int>() != id) continue;
            return message["result"] ?? throw new InvalidOperationException($"{method}: {line}");
        }

        throw new InvalidOperationException($"The server ended without an answer to {method}. {string.Join(" | ", Complaints())}");
    }

    private async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteAsync((line + "\n").AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    private void Complain(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_complaints)
        {
            _complaints.Enqueue(line);
            while (_complaints.Count > 5) _complaints.Dequeue();
        }
    }

    private string[] Complaints()
    {
        lock (_complaints) return [.. _complaints];
    }
}
