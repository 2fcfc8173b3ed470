using System.Text.Json;
using Mailstead.ConformanceTests.Toolbox;
using Mailstead.IntegrationTests.Servers;
using Shouldly;
using Xunit;

namespace Mailstead.ConformanceTests.Journey;

/// <summary>The official Inspector drives every tool, a process for each call, in the eras it knows.</summary>
public abstract class InspectorTests(string mailbox, MailServers servers)
{
    [Theory]
    [InlineData("legacy")]
    [InlineData("auto")]
    [InlineData("modern")]
    public async Task The_list_of_tools_is_portable(string era)
    {
        await using var box = await ServedMailbox.OpenAsync(mailbox, servers);
        var run = await RunAsync(box, era, "tools/list", "--strict");
        run.Errors.ShouldBe("", "every word there is a complaint");
        Result(run).GetProperty("tools").GetArrayLength().ShouldBe(8);
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task Every_tool_answers(string era)
    {
        await using var box = await ServedMailbox.OpenAsync(mailbox, servers);
        (await CallAsync(box, era, "list_accounts", "{}")).GetProperty("accounts").GetArrayLength().ShouldBe(1);
        (await CallAsync(box, era, "list_folders", "{}")).GetProperty("folders").GetArrayLength().ShouldBeGreaterThan(3);
        var found = await CallAsync(box, era, "search_messages", """{"query":"subject:figures has:attachment"}""");
        var id = found.GetProperty("messages").EnumerateArray().Single().GetProperty("id").GetString();
        var read = await CallAsync(box, era, "read_messages", $$"""{"ids":["{{id}}"]}""");
        read.GetProperty("messages")[0].GetProperty("attachments").GetArrayLength().ShouldBe(2);
        (await CallAsync(box, era, "read_thread", $$"""{"id":"{{id}}"}""")).GetProperty("count").GetInt32().ShouldBe(1);
        (await CallAsync(box, era, "get_attachment", $$"""{"id":"{{id}}","part":"figures.csv"}""")).GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("März,12");
        (await CallAsync(box, era, "organize_messages", $$"""{"ids":["{{id}}"],"action":"star"}""")).GetProperty("changed").GetInt32().ShouldBe(1);
        (await CallAsync(box, era, "compose_message", $$"""{"mode":"reply","in_reply_to":"{{id}}","body":"Thank you."}""")).GetProperty("status").GetString().ShouldBe("held");
    }

    [Fact]
    public async Task Prompts_and_resources_answer()
    {
        await using var box = await ServedMailbox.OpenAsync(mailbox, servers);
        var id = (await CallAsync(box, "modern", "search_messages", "{}")).GetProperty("messages")[0].GetProperty("id").GetString();
        Result(await RunAsync(box, "modern", "prompts/list")).GetProperty("prompts").GetArrayLength().ShouldBe(3);
        Result(await RunAsync(box, "legacy", "prompts/get", "--prompt-name", "triage", "--prompt-args", "folder=INBOX"))
            .GetProperty("messages")[0].GetProperty("content").GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("INBOX");
        Result(await RunAsync(box, "modern", "resources/templates/list")).GetProperty("resourceTemplates").GetArrayLength().ShouldBe(2);
        Result(await RunAsync(box, "modern", "resources/read", "--uri", $"mailstead://message/{id}"))
            .GetProperty("contents")[0].GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("Subject: Figures");
        Result(await RunAsync(box, "legacy", "resources/read", "--uri", $"mailstead://attachment/{id}/picture.png"))
            .GetProperty("contents")[0].GetProperty("mimeType").GetString().ShouldBe("image/png");
    }

    private static async Task<JsonElement> CallAsync(ServedMailbox box, string era, string tool, string arguments)
    {
        var result = Result(await RunAsync(box, era, "tools/call", "--tool-name", tool, "--tool-args-json", arguments));
        (result.TryGetProperty("isError", out var failed) && failed.GetBoolean()).ShouldBeFalse(result.ToString());
        return result.GetProperty("structuredContent");
    }

    private static async Task<ProgramRun> RunAsync(ServedMailbox box, string era, string method, params IReadOnlyList<string> more)
    {
        var variables = box.Variables.SelectMany(v => new[] { "-e", $"{v.Key}={v.Value}" });
        string[] line = [NodeTools.Inspector, "--cli", NodeTools.Mailstead, .. box.Arguments, .. variables, "--protocol-era", era, "--format", "json", "--method", method, .. more];
        var run = await NodeTools.RunAsync(line, TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(0, $"{method} {string.Join(' ', more)}: {run.Errors}{run.Output}");
        return run;
    }

    private static JsonElement Result(ProgramRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("result").Clone();
    }
}
