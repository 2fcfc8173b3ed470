using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Mailstead.Accounts;
using Mailstead.Mcp;
using Mailstead.Operations;
using Mailstead.Testing;
using Shouldly;

namespace Mailstead.Tests.Mcp;

/// <summary>An agent host that speaks MCP by hand: raw lines to the door, over true operations on a sandbox.</summary>
internal sealed class McpPeer : IAsyncDisposable
{
    private const string Meta = "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new();
    private readonly StreamReader _reader;
    private readonly List<string> _lines = [];
    private readonly List<JsonElement> _kept = [];
    private int _lastId;

    private McpPeer(MailHouse house)
    {
        House = house;
        _reader = new StreamReader(_fromServer.Reader.AsStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        Served = ServeAsync();
    }

    public MailHouse House { get; }

    /// <summary>Ends when the server returns.</summary>
    public Task Served { get; }

    /// <summary>Every line that came, as it came.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public static async Task<McpPeer> StartAsync(Func<Account, Account>? change = null) => new(await MailHouse.OnSandboxAsync(change: change));

    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _toServer.Writer.WriteAsync(bytes, patience.Token);
    }

    public void CloseInput() => _toServer.Writer.Complete();

    /// <summary>Sends a request of the 2026-07-28 protocol.</summary>
    /// <param name="parameters">JSON members without braces; "_meta" is added.</param>
    /// <param name="progress">The token under which progress is asked for.</param>
    /// <returns>Its id.</returns>
    public Task<int> AskAsync(string method, string parameters = "", string? progress = null) =>
        PostAsync(method, $"{{{parameters}{(parameters.Length == 0 ? "" : ",")}\"_meta\":{{{Meta}{(progress is null ? "" : $",\"progressToken\":\"{progress}\"")}}}}}");

    /// <summary>Asks and waits for the answer: the whole message.</summary>
    public async Task<JsonElement> CallAsync(string method, string parameters = "") => await AnswerAsync(await AskAsync(method, parameters));

    /// <summary>Calls a tool: the result.</summary>
    public async Task<JsonElement> ToolAsync(string tool, string arguments = "{}")
    {
        var answer = await CallAsync("tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}");
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.ToString());
    }

    /// <summary>Calls a tool that must succeed: its structured content.</summary>
    public async Task<JsonElement> DataAsync(string tool, string arguments = "{}")
    {
        var result = await ToolAsync(tool, arguments);
        (result.TryGetProperty("isError", out var failed) && failed.GetBoolean()).ShouldBeFalse(result.ToString());
        return result.GetProperty("structuredContent");
    }

    /// <summary>Calls a tool that must fail: its error.</summary>
    public async Task<JsonElement> ErrorAsync(string tool, string arguments = "{}")
    {
        var result = await ToolAsync(tool, arguments);
        result.GetProperty("isError").GetBoolean().ShouldBeTrue(result.ToString());
        result.TryGetProperty("structuredContent", out _).ShouldBeFalse("an error is not of the output schema");
        using var text = JsonDocument.Parse(result.GetProperty("content")[0].GetProperty("text").GetString()!);
        return text.RootElement.GetProperty("error").Clone();
    }

    /// <summary>A request of the sessions before 2026-07-28, which carries no version.</summary>
    public async Task<JsonElement> OldCallAsync(string method, string parameters = "{}") => await AnswerAsync(await PostAsync(method, parameters));

    /// <summary>The message that answers this id; what comes before it is kept for <see cref="NextAsync"/>.</summary>
    public async Task<JsonElement> AnswerAsync(int id)
    {
        while (true)
        {
            var message = await ReadAsync();
            if (message.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number && number.GetInt32() == id) return message;
            _kept.Add(message);
        }
    }

    /// <summary>The oldest message that nobody has asked for yet.</summary>
    public async Task<JsonElement> NextAsync()
    {
        if (_kept.Count == 0) return await ReadAsync();
        var first = _kept[0];
        _kept.RemoveAt(0);
        return first;
    }

    /// <summary>Reads until the server ends; gives the messages that nobody asked for.</summary>
    public async Task<IReadOnlyList<JsonElement>> ToEndAsync()
    {
        while (await LineAsync() is { } line) _kept.Add(Parse(line));
        return _kept;
    }

    public async ValueTask DisposeAsync()
    {
        CloseInput();
        await ToEndAsync();
        await Served.WaitAsync(Patience);
        await House.DisposeAsync();
    }

    private async Task<int> PostAsync(string method, string parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        return id;
    }

    private async Task ServeAsync()
    {
        await using var output = _fromServer.Writer.AsStream();
        await StdioServer.RunAsync(Task.FromResult(new McpMailbox(House.Operations, House.Context.Session)), _toServer.Reader.AsStream(), output, "0.0.0-test", CancellationToken.None);
    }

    private async Task<JsonElement> ReadAsync() => Parse(await LineAsync() ?? throw new EndOfStreamException("The server ended."));

    private async Task<string?> LineAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await _reader.ReadLineAsync(patience.Token);
        if (line is not null) _lines.Add(line);
        return line;
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        document.RootElement.GetProperty("jsonrpc").GetString().ShouldBe("2.0");
        return document.RootElement.Clone();
    }
}
