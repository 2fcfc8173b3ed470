using System.Text.Json;
using Mailstead.Mcp;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Server.Composition;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>The journey of 'try' as checks with a plain answer each.</summary>
internal sealed class SelfCheck(MailsteadHost host, CliCall call, Screen screen)
{
    private static readonly string[] ExpectedTypes = ["inbox", "sent", "drafts", "trash", "archive"];

    private int _failed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        MessageSummary? message = null;
        await CheckAsync("folders are listed with their types", async () =>
        {
            var folders = await call.Operations.ListFoldersAsync(new ListFoldersRequest(), call.Context, cancellationToken);
            return ExpectedTypes.All(t => folders.Folders.Any(f => f.FolderType == t));
        });
        await CheckAsync("a search finds mail", async () =>
        {
            var hits = await call.Operations.SearchMessagesAsync(new SearchMessagesRequest(Query: SampleJourney.Query), call.Context, cancellationToken);
            message = await SampleJourney.ThreadMessageAsync(call, cancellationToken);
            return hits.Total > 0;
        });
        await CheckAsync("a thread is read in order", async () =>
        {
            var thread = await call.Operations.ReadThreadAsync(new ReadThreadRequest(message!.Id), call.Context, cancellationToken);
            return thread.Count >= 3 && thread.Messages.Zip(thread.Messages.Skip(1)).All(p => p.First.ReceivedAt <= p.Second.ReceivedAt);
        });
        await CheckAsync("hidden text of the hostile sample is removed", async () =>
        {
            var hits = await call.Operations.SearchMessagesAsync(new SearchMessagesRequest(Query: SampleJourney.HostileQuery), call.Context, cancellationToken);
            var read = await call.Operations.ReadMessagesAsync(new ReadMessagesRequest([hits.Messages[0].Id]), call.Context, cancellationToken);
            return read.Messages[0].HiddenRemoved > 0 && read.Messages[0].Warnings.Count > 0;
        });
        await CheckAsync("a reply to a stranger is held, not sent", async () =>
            (await SampleJourney.ReplyAsync(call, message!.Id, cancellationToken)).Status == "held");
        await CheckAsync("a mail to oneself leaves", async () =>
            (await call.Operations.ComposeMessageAsync(new ComposeMessageRequest("Self-test.", To: [host.SandboxServer!.Address], Subject: "Self-test"), call.Context, cancellationToken)).Status == "sent");
        await CheckAsync("MCP answers tools/list", () => McpAnswersAsync(cancellationToken));
        return _failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task CheckAsync(string what, Func<Task<bool>> check)
    {
        string? error = null;
        try
        {
            if (!await check()) error = "not as it should be";
        }
        catch (MailException e)
        {
            error = $"{e.Code}: {e.Message}";
        }

        if (error is not null) _failed++;
        if (error is null) screen.Out.MarkupLineInterpolated($"[green]ok[/]      {what}");
        else screen.Out.MarkupLineInterpolated($"[red]failed[/]  {what}: {error}");
    }

    private async Task<bool> McpAnswersAsync(CancellationToken cancellationToken)
    {
        var toServer = new System.IO.Pipelines.Pipe();
        var fromServer = new System.IO.Pipelines.Pipe();
        var serving = StdioServer.RunAsync(Task.FromResult(new McpMailbox(host.Operations, host.Session)), toServer.Reader.AsStream(), fromServer.Writer.AsStream(), ProductVersion.Text, cancellationToken);
        await using (var write = new StreamWriter(toServer.Writer.AsStream()))
        {
            await write.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");
            await write.FlushAsync(cancellationToken);
            using var read = new StreamReader(fromServer.Reader.AsStream());
            var line = await read.ReadLineAsync(cancellationToken);
            using var answer = JsonDocument.Parse(line ?? "{}");
            if (!answer.RootElement.TryGetProperty("result", out var result) || result.GetProperty("tools").GetArrayLength() < 8) return false;
        }

        await serving;
        return true;
    }
}
