using System.Diagnostics;
using Mailstead.ConformanceTests.Journey;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.ConformanceTests.Stdio;

/// <summary>The process that an agent host starts: how it ends, and what it leaves.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan HostsPatience = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Leaves_when_its_input_ends()
    {
        await using var box = await ServedMailbox.OnSandboxAsync();
        using var host = AgentHost.Start(box);
        await host.ToolAsync("search_messages");
        host.Process.StandardInput.Close();
        var end = await host.EndAsync();
        end.Took.ShouldBeLessThan(HostsPatience);
        (host.Process.ExitCode, end.Output, end.Errors).ShouldBe((0, "", ""));
    }

    [Fact]
    public async Task Leaves_when_its_input_ends_in_the_middle_of_a_call()
    {
        await using var box = await ServedMailbox.OnSandboxAsync();
        using var host = await StuckAsync(box);
        host.Process.StandardInput.Close();
        var end = await host.EndAsync();
        // One second for the answer, then the connections are closed with a goodbye, which a stalled server does not return.
        end.Took.ShouldBeLessThan(TimeSpan.FromSeconds(8));
        (host.Process.ExitCode, end.Output, end.Errors).ShouldBe((0, "", ""));
    }

    [Fact]
    public async Task Leaves_when_its_input_ends_though_nobody_reads_its_answers()
    {
        await using var box = ServedMailbox.BuiltIn();
        using var host = AgentHost.Start(box);
        await host.CallAsync("tools/list");
        for (var i = 0; i < 60; i++) await host.AskAsync("tools/list");
        host.Process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        await host.Process.WaitForExitAsync(deadline.Token);
        host.Process.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SIGTERM_ends_it_within_2_seconds(bool inTheMiddleOfACall)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        var quickest = TimeSpan.MaxValue; // of a few: a busy machine adds to an end, and takes nothing away
        for (var i = 0; i < 3 && quickest >= HostsPatience; i++)
        {
            await using var box = await ServedMailbox.OnSandboxAsync();
            using var host = inTheMiddleOfACall ? await StuckAsync(box) : AgentHost.Start(box);
            if (!inTheMiddleOfACall) await host.ToolAsync("search_messages");
            using (var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {host.Process.Id}"])) await kill.WaitForExitAsync();
            var end = await host.EndAsync();
            quickest = end.Took < quickest ? end.Took : quickest;
            end.Output.ShouldBe("");
        }

        quickest.ShouldBeLessThan(HostsPatience);
    }

    [Fact]
    public async Task SIGKILL_leaves_no_child_and_no_lock()
    {
        await using var box = await ServedMailbox.OnSandboxAsync();
        using var killed = AgentHost.Start(box);
        await killed.ToolAsync("compose_message", """{"body":"x","subject":"before","send":false}""");
        using var beside = AgentHost.Start(box);
        await beside.ToolAsync("compose_message", """{"body":"x","subject":"beside","send":false}""");
        var children = Children(killed.Process.Id);
        killed.Process.Kill();
        await killed.Process.WaitForExitAsync();
        children.ShouldBeEmpty();

        await beside.ToolAsync("compose_message", """{"body":"x","subject":"beside, later","send":false}""");
        using var next = AgentHost.Start(box);
        await next.ToolAsync("compose_message", """{"body":"x","subject":"after","send":false}""");
        (await next.ToolAsync("search_messages", """{"folder":"Drafts"}""")).GetProperty("total").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task SIGKILL_in_the_middle_of_a_change_leaves_the_mailbox_to_others()
    {
        await using var box = await ServedMailbox.OnSandboxAsync();
        using var killed = await StuckAsync(box);
        killed.Process.Kill();
        await killed.Process.WaitForExitAsync();
        box.Sandbox.ImapFaults.Clear();
        using var next = AgentHost.Start(box);
        var id = (await next.ToolAsync("search_messages")).GetProperty("messages")[0].GetProperty("id").GetString();
        (await next.ToolAsync("organize_messages", $$"""{"action":"star","ids":["{{id}}"]}""")).GetProperty("changed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_line_of_100_MB_does_not_fill_the_memory()
    {
        await using var box = ServedMailbox.BuiltIn();
        using var host = AgentHost.Start(box);
        await host.CallAsync("tools/list");
        host.Process.Refresh();
        var before = host.Process.PeakWorkingSet64;
        var piece = new string('x', 1 << 20);
        for (var i = 0; i < 100; i++) await host.SendAsync(piece);
        await host.SendAsync("\n");
        (await host.ReadAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32600);
        await host.CallAsync("tools/list");
        host.Process.Refresh();
        (host.Process.PeakWorkingSet64 - before).ShouldBeLessThan(40 << 20);
        host.Process.StandardInput.Close();
        await host.EndAsync();
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_is_told_on_standard_error_alone()
    {
        await using var box = await ServedMailbox.OnSandboxAsync();
        using var host = AgentHost.Start(box, ("MAILSTEAD_ADDRESS", "nobody"));
        host.Process.StandardInput.Close();
        var end = await host.EndAsync();
        host.Process.ExitCode.ShouldNotBe(0);
        end.Output.ShouldBe("");
        end.Errors.ShouldContain("MAILSTEAD_ADDRESS");
    }

    /// <summary>A host whose last call is stuck in a change that the mail server never answers.</summary>
    private static async Task<AgentHost> StuckAsync(ServedMailbox box)
    {
        var host = AgentHost.Start(box);
        var id = (await host.ToolAsync("search_messages")).GetProperty("messages")[0].GetProperty("id").GetString();
        box.Sandbox.ImapFaults.Add("UID STORE", new FaultAction.Stall());
        await host.AskAsync("tools/call", $$"""
            "name":"organize_messages","arguments":{"action":"star","ids":["{{id}}"]}
            """);
        await Eventually.Is(async () => File.Exists(box.AuditFile) && (await File.ReadAllTextAsync(box.AuditFile)).Contains("organize", StringComparison.Ordinal));
        return host;
    }

    private static IReadOnlyList<string> Children(int processId) => OperatingSystem.IsLinux()
        ? [.. Directory.GetDirectories($"/proc/{processId}/task").SelectMany(t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))]
        : [];
}
