using System.Diagnostics;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mcp;

/// <summary>The server returns when its input ends.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    /// <summary>Far from the minute that an operation may take, and far enough for a busy machine.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    private McpPeer _peer = null!;

    public async ValueTask InitializeAsync() => _peer = await McpPeer.StartAsync();

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task At_once_when_nothing_is_open()
    {
        // Less than the second that open calls would have; the best of three, as the machine may be busy.
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            await _peer.CallAsync("tools/list");
            var took = await LeaveAsync();
            best = took < best ? took : best;
            await _peer.DisposeAsync();
            _peer = await McpPeer.StartAsync();
        }

        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task Before_anything_was_asked() => (await LeaveAsync()).ShouldBeLessThan(Soon);

    [Fact]
    public async Task What_was_asked_before_the_end_is_still_answered()
    {
        _peer.House.Sandbox.Deliver(Letter.Plain("Last question"));
        var id = await _peer.AskAsync("tools/call", "\"name\":\"search_messages\",\"arguments\":{}");
        _peer.CloseInput();
        (await _peer.AnswerAsync(id)).GetProperty("result").GetProperty("structuredContent").GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_last_line_without_a_line_end_is_a_message_too()
    {
        await _peer.SendAsync("""{"jsonrpc":"2.0","id":"last","method":"ping"}"""u8.ToArray());
        _peer.CloseInput();
        (await _peer.NextAsync()).GetProperty("id").GetString().ShouldBe("last");
    }

    [Fact]
    public async Task With_a_call_that_hangs_it_is_cancelled_and_its_connection_closed()
    {
        _peer.House.Sandbox.Deliver(Letter.Plain("Stuck"));
        _peer.House.Sandbox.ImapFaults.Add("UID STORE", new FaultAction.Stall());
        var found = (await _peer.DataAsync("search_messages")).GetProperty("messages")[0].GetProperty("id").GetString();
        await _peer.AskAsync("tools/call", $"\"name\":\"organize_messages\",\"arguments\":{{\"action\":\"star\",\"ids\":[\"{found}\"]}}");
        await Eventually.Is(async () => (await AuditAsync()).Contains("organize", StringComparison.Ordinal));
        (await LeaveAsync()).ShouldBeLessThan(Soon);
        await Eventually.Is(async () => (await AuditAsync()).Contains("\"cancelled\"", StringComparison.Ordinal));
        _peer.Lines.Count.ShouldBe(1, "only the search was answered");
    }

    [Fact]
    public async Task Also_when_a_client_listens_for_changes()
    {
        await _peer.AskAsync("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        await _peer.CallAsync("tools/list");
        (await LeaveAsync()).ShouldBeLessThan(Soon);
    }

    private async Task<string> AuditAsync() => File.Exists(_peer.House.AuditPath) ? await File.ReadAllTextAsync(_peer.House.AuditPath) : "";

    private async Task<TimeSpan> LeaveAsync()
    {
        var watch = Stopwatch.StartNew();
        _peer.CloseInput();
        await _peer.ToEndAsync();
        await _peer.Served;
        return watch.Elapsed;
    }
}
