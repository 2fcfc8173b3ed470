using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class ReadMessagesTool : MailTool
{
    public override string Name => "read_messages";
    protected override string Title => "Read messages";
    protected override string Description => "Read mail as plain text: what a person would see; quotes folded, hidden content removed, links as [n] in a table. Does not mark as read.";
    protected override string InputSchema => """
        {"type":"object","properties":{"ids":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":50},"max_tokens":{"type":"integer","minimum":200,"maximum":50000,"default":4000},"full_quotes":{"type":"boolean","default":false},"cursor":{"type":"string"},"account":{"type":"string"}},"required":["ids"],"additionalProperties":false}
        """;
    protected override string OutputSchema => MessageSchema.Answer(
        """{"messages":MESSAGES,"errors":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"code":{"type":"string"},"message":{"type":"string"}}}},"estimated_tokens":{"type":"integer"},"next_cursor":{"type":"string"}}""");
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = true, OpenWorldHint = true };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var request = new ReadMessagesRequest(
            arguments.RequiredTextList("ids"), arguments.Integer("max_tokens", 4000, 200, 50_000), arguments.Text("cursor"),
            arguments.Flag("full_quotes", fallback: false), arguments.Text("account"));
        var result = await call.Operations.ReadMessagesAsync(request, call.Context, cancellationToken);
        var fence = Fence.New();
        return ToolAnswer.Of(result with { Messages = [.. result.Messages.Select(fence.Around)] }, OperationsJson.Default.ReadMessagesResult);
    }
}
