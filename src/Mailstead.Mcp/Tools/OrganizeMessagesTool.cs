using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class OrganizeMessagesTool : MailTool
{
    private static readonly string[] Actions =
        ["mark_read", "mark_unread", "star", "unstar", "label", "unlabel", "move", "archive", "trash", "delete"];

    public override string Name => "organize_messages";
    protected override string Title => "Organise messages";
    protected override string Description => "Mark, star, label, move, archive or trash many messages in one call. Moved messages get new ids (see moved). Deleting for good is refused.";
    protected override string InputSchema => """
        {"type":"object","properties":{"ids":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":500},"action":{"type":"string","enum":["mark_read","mark_unread","star","unstar","label","unlabel","move","archive","trash"]},"folder":{"type":"string","description":"For move"},"label":{"type":"string","description":"For label, unlabel"},"account":{"type":"string"}},"required":["ids","action"],"additionalProperties":false}
        """;
    protected override string OutputSchema => """
        {"type":"object","properties":{"action":{"type":"string"},"changed":{"type":"integer"},"folder":{"type":"string"},"moved":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"new_id":{"type":"string"}}}},"errors":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"code":{"type":"string"},"message":{"type":"string"}}}}},"required":["action","changed"]}
        """;
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = true };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        arguments.RequiredText("action");
        var request = new OrganizeMessagesRequest(
            arguments.RequiredTextList("ids"), arguments.Choice("action", "", Actions), arguments.Text("folder"), arguments.Text("label"), arguments.Text("account"));
        var result = await call.Operations.OrganizeMessagesAsync(request, call.Context, cancellationToken);
        return ToolAnswer.Of(result, OperationsJson.Default.OrganizeMessagesResult);
    }
}
