using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class ReadThreadTool : MailTool
{
    public override string Name => "read_thread";
    protected override string Title => "Read a thread";
    protected override string Description => "The whole conversation of a message, oldest first, each with its new text only.";
    protected override string InputSchema => """
        {"type":"object","properties":{"id":{"type":"string","description":"Any message of the thread"},"max_tokens":{"type":"integer","minimum":200,"maximum":50000,"default":6000},"cursor":{"type":"string"},"account":{"type":"string"}},"required":["id"],"additionalProperties":false}
        """;
    protected override string OutputSchema => MessageSchema.Answer(
        """{"subject":{"type":"string"},"count":{"type":"integer"},"participants":{"type":"array","items":{"type":"string"}},"messages":MESSAGES,"estimated_tokens":{"type":"integer"},"next_cursor":{"type":"string"}}""");
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = true, OpenWorldHint = true };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var request = new ReadThreadRequest(
            arguments.RequiredText("id"), arguments.Integer("max_tokens", 6000, 200, 50_000), arguments.Text("cursor"), arguments.Text("account"));
        var result = await call.Operations.ReadThreadAsync(request, call.Context, cancellationToken);
        var fence = Fence.New();
        return ToolAnswer.Of(result with { Messages = [.. result.Messages.Select(fence.Around)] }, OperationsJson.Default.ReadThreadResult);
    }
}
