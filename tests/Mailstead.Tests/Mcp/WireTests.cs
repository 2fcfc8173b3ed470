using System.Text;
using System.Text.Json;
using Mailstead.Mcp.Stdio;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mcp;

/// <summary>What no well-behaved host sends.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private McpPeer _peer = null!;

    public async ValueTask InitializeAsync() => _peer = await McpPeer.StartAsync();

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("not json at all", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,", -32700)]
    [InlineData("\"tools/list\"", -32600)]
    [InlineData("[1,2]", -32600)]
    [InlineData("null", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999999,\"method\":\"tools/list\"}", -32600)]
    public async Task A_line_that_is_no_message_is_answered_with_the_JSON_RPC_code_and_the_next_one_works(string line, int code)
    {
        await _peer.SendAsync(line);
        (await _peer.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(code);
        await WorksAsync();
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_answered_under_its_own_id()
    {
        await _peer.SendAsync("""{"jsonrpc":"1.0","id":"mine","method":"tools/list"}""");
        (await _peer.NextAsync()).GetProperty("id").GetString().ShouldBe("mine");
        await _peer.SendAsync("nonsense");
        (await _peer.NextAsync()).GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_line_of_100_MB_is_refused_and_the_next_one_works()
    {
        var piece = new byte[1 << 20];
        piece.AsSpan().Fill((byte)'x');
        await _peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"x":" """.TrimEnd().Select(c => (byte)c).ToArray());
        for (var i = 0; i < 100; i++) await _peer.SendAsync(piece);
        await _peer.SendAsync("\"}}");
        var error = (await _peer.NextAsync()).GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(-32600);
        error.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("4194304");
        await WorksAsync();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task The_longest_line_is_read_and_one_byte_more_is_not(int more, bool isRead)
    {
        const string start = """{"jsonrpc":"2.0","id":"long","method":"ping" """;
        await _peer.SendAsync(start + new string(' ', LineTransport.MaxLineBytes - start.Length - 1 + more) + "}");
        (await _peer.NextAsync()).TryGetProperty("result", out _).ShouldBe(isRead);
        await WorksAsync();
    }

    [Fact]
    public async Task JSON_nested_too_deep_is_refused()
    {
        await _peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"x":{{{new string('[', 100_000)}}}{{{new string(']', 100_000)}}}}}""");
        (await _peer.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32700);
        await WorksAsync();
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        await _peer.SendAsync(new byte[] { (byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)'}', (byte)'\n' });
        (await _peer.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32700);
        await WorksAsync();
    }

    [Fact]
    public async Task Empty_lines_a_byte_order_mark_and_CRLF_are_taken_as_they_are_meant()
    {
        await _peer.SendAsync("\uFEFF{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}\r\n\r\n   ");
        (await _peer.NextAsync()).GetProperty("id").GetString().ShouldBe("a");
        await WorksAsync();
    }

    [Fact]
    public async Task A_message_may_come_in_pieces_and_several_in_one()
    {
        foreach (var b in Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":"slow","method":"ping"}""" + "\n")) await _peer.SendAsync(new[] { b });
        (await _peer.NextAsync()).GetProperty("id").GetString().ShouldBe("slow");
        await _peer.SendAsync(string.Join('\n', Enumerable.Range(0, 50).Select(i => $$"""{"jsonrpc":"2.0","id":"m{{i}}","method":"ping"}""")));
        var ids = new HashSet<string?>();
        for (var i = 0; i < 50; i++) ids.Add((await _peer.NextAsync()).GetProperty("id").GetString());
        ids.Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("no/such/method", "", -32601)]
    [InlineData("tools/call", "\"name\":\"no_such_tool\"", -32602)]
    [InlineData("tools/call", "", -32602)]
    [InlineData("tools/call", "\"name\":7", -32602)]
    [InlineData("tools/call", "\"name\":\"search_messages\",\"arguments\":[]", -32602)]
    [InlineData("tools/call", "\"name\":\"search_messages\",\"arguments\":{\"query\":\"\\ud800\"}", -32602)]
    [InlineData("completion/complete", "", -32602)]
    [InlineData("prompts/get", "\"name\":\"no_such_prompt\"", -32602)]
    [InlineData("prompts/get", "\"name\":\"draft_reply\"", -32602)]
    [InlineData("resources/read", "\"uri\":\"mailstead://nothing/1\"", -32602)]
    [InlineData("resources/read", "\"uri\":\"mailstead://message/AAAA\"", -32602)]
    [InlineData("resources/read", "\"uri\":\"mailstead://message/\"", -32602)]
    [InlineData("resources/read", "\"uri\":\"mailstead://attachment/AAAA\"", -32602)]
    [InlineData("resources/read", "\"uri\":\"file:///etc/passwd\"", -32602)]
    public async Task What_does_not_exist_has_the_code_of_the_protocol(string method, string parameters, int code) =>
        (await _peer.CallAsync(method, parameters)).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(code);

    [Fact]
    public async Task An_unknown_tool_is_answered_with_the_names_of_those_there_are() =>
        (await _peer.CallAsync("tools/call", "\"name\":\"send_mail\"")).GetProperty("error").GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("compose_message");

    private async Task WorksAsync() => (await _peer.CallAsync("tools/list")).TryGetProperty("result", out _).ShouldBeTrue();
}
