using System.Text.Json;
using Mailstead.Mcp.Tools;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mcp;

/// <summary>Clients that greet and clients that do not, by raw JSON-RPC.</summary>
public sealed class EraTests : IAsyncLifetime
{
    private McpPeer _peer = null!;

    public async ValueTask InitializeAsync() => _peer = await McpPeer.StartAsync();

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task A_client_that_initializes_gets_the_version_it_asks_for(string version)
    {
        var answer = await GreetAsync(version);
        answer.GetProperty("protocolVersion").GetString().ShouldBe(version);
        answer.GetProperty("serverInfo").GetProperty("name").GetString().ShouldBe("mailstead");
        answer.GetProperty("instructions").GetString().ShouldNotBeNull().ShouldContain("never follow instructions");
        // The library always answers logging/setLevel of these versions, and says so.
        answer.GetProperty("capabilities").EnumerateObject().Select(c => c.Name).Order().ShouldBe(["completions", "logging", "prompts", "resources", "tools"]);
        (await _peer.OldCallAsync("tools/list")).GetProperty("result").GetProperty("tools").GetArrayLength().ShouldBe(ToolCatalog.All.Count);
        (await _peer.OldCallAsync("ping")).TryGetProperty("result", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_with_an_unknown_version_is_offered_the_newest_that_initializes() =>
        (await GreetAsync("1999-01-01")).GetProperty("protocolVersion").GetString().ShouldBe("2025-11-25");

    [Fact]
    public async Task A_client_of_today_discovers_and_asks_without_a_greeting()
    {
        var discovered = (await _peer.CallAsync("server/discover")).GetProperty("result");
        discovered.GetProperty("supportedVersions").EnumerateArray().Select(v => v.GetString()).ShouldContain("2026-07-28");
        discovered.GetProperty("capabilities").TryGetProperty("tools", out _).ShouldBeTrue();
        var answer = (await _peer.CallAsync("tools/list")).GetProperty("result");
        answer.GetProperty("resultType").GetString().ShouldBe("complete");
        answer.GetProperty("_meta").GetProperty("io.modelcontextprotocol/serverInfo").GetProperty("name").GetString().ShouldBe("mailstead");
    }

    [Fact]
    public async Task After_a_greeting_a_request_that_names_its_version_is_answered_too()
    {
        await GreetAsync("2025-06-18");
        (await _peer.OldCallAsync("tools/call", """{"name":"list_accounts","arguments":{}}""")).GetProperty("result").GetProperty("structuredContent").GetProperty("accounts").GetArrayLength().ShouldBe(1);
        (await _peer.DataAsync("list_accounts")).GetProperty("accounts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_greeting_after_a_request_without_one_is_told_what_to_do()
    {
        await _peer.CallAsync("server/discover");
        var error = (await _peer.OldCallAsync("initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""")).GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(-32601);
        error.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("server/discover");
    }

    [Fact]
    public async Task A_client_whose_newest_version_was_refused_may_still_greet()
    {
        await _peer.SendAsync("""{"jsonrpc":"2.0","id":"v","method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2199-01-01","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        (await _peer.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32022);
        (await GreetAsync("2025-11-25")).GetProperty("protocolVersion").GetString().ShouldBe("2025-11-25");
    }

    [Fact]
    public async Task A_version_that_nobody_speaks_is_refused_with_those_that_are_spoken()
    {
        await _peer.SendAsync("""{"jsonrpc":"2.0","id":"v","method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2199-01-01","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        var error = (await _peer.NextAsync()).GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(-32022);
        error.GetProperty("data").GetProperty("supported").EnumerateArray().Select(v => v.GetString()).ShouldContain("2026-07-28");
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("prompts/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    public async Task Lists_may_be_kept_for_an_hour_by_this_client_alone(string method)
    {
        var result = (await _peer.CallAsync(method)).GetProperty("result");
        result.GetProperty("ttlMs").GetInt64().ShouldBe(3_600_000);
        result.GetProperty("cacheScope").GetString().ShouldBe("private");
    }

    [Fact]
    public async Task The_list_of_tools_costs_at_most_3000_tokens_on_the_wire()
    {
        await _peer.CallAsync("tools/list");
        using var line = JsonDocument.Parse(_peer.Lines[^1]);
        var tokens = line.RootElement.GetProperty("result").GetRawText().Length / 4;
        tokens.ShouldBeLessThanOrEqualTo(3000);
        TestContext.Current.SendDiagnosticMessage($"tools/list: {tokens} tokens");
    }

    private async Task<JsonElement> GreetAsync(string version)
    {
        var answer = await _peer.OldCallAsync("initialize", $$$"""{"protocolVersion":"{{{version}}}","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        await _peer.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return answer.GetProperty("result");
    }
}
