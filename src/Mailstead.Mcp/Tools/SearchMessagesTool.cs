using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class SearchMessagesTool : MailTool
{
    public override string Name => "search_messages";
    protected override string Title => "Search messages";
    protected override string Description => "Find mail, newest first. Without a query: the newest in the folder.";
    protected override string InputSchema => """
        {"type":"object","properties":{"query":{"type":"string","description":"Words, \"phrases\", from: to: cc: subject: body: has:attachment is:unread|flagged|answered before: after: on:YYYY-MM-DD larger:2M smaller: header:Name=value label: - OR ( ). Example: from:anna (invoice OR receipt) after:2026-01-01 -is:answered"},"folder":{"type":"string","default":"INBOX"},"limit":{"type":"integer","minimum":1,"maximum":200,"default":20},"cursor":{"type":"string","description":"next_cursor of the last answer"},"account":{"type":"string"}},"additionalProperties":false}
        """;
    protected override string OutputSchema => """
        {"type":"object","properties":{"total":{"type":"integer"},"folder":{"type":"string"},"messages":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"from":{"type":"string"},"to":{"type":"array","items":{"type":"string"}},"subject":{"type":"string"},"date":{"type":"string"},"is_read":{"type":"boolean"},"is_starred":{"type":"boolean"},"attachment_count":{"type":"integer"},"size":{"type":"integer"}},"required":["id","from","subject","date"]}},"source":{"type":"string"},"as_of":{"type":"string"},"next_cursor":{"type":"string"}},"required":["total","messages"]}
        """;
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = true, OpenWorldHint = true };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var request = new SearchMessagesRequest(
            arguments.Text("account"), arguments.Text("query"), arguments.Text("folder"),
            arguments.Integer("limit", 20, 1, 200), arguments.Text("cursor"));
        var result = await call.Operations.SearchMessagesAsync(request, call.Context, cancellationToken);
        return ToolAnswer.Of(result, OperationsJson.Default.SearchMessagesResult);
    }
}
