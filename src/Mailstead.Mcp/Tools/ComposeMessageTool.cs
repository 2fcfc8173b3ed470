using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class ComposeMessageTool : MailTool
{
    public override string Name => "compose_message";
    protected override string Title => "Compose a message";
    protected override string Description => "Write mail: new, reply, reply_all or forward. Recipients, subject and threading of a reply come from the original. Read status: sent; held = kept as a draft until a person approves: do NOT send again; draft; unknown = do NOT send again.";
    protected override string InputSchema => """
        {"type":"object","properties":{"mode":{"type":"string","enum":["new","reply","reply_all","forward"],"default":"new"},"in_reply_to":{"type":"string","description":"Message id, for reply, reply_all, forward"},"to":{"type":"array","items":{"type":"string"}},"cc":{"type":"array","items":{"type":"string"}},"bcc":{"type":"array","items":{"type":"string"}},"subject":{"type":"string"},"body":{"type":"string"},"format":{"type":"string","enum":["text","markdown"],"default":"text"},"attachments":{"type":"array","items":{"type":"string"},"description":"MESSAGE_ID/PART of this account"},"send":{"type":"boolean","default":true,"description":"false: only save a draft"},"idempotency_key":{"type":"string"},"account":{"type":"string"}},"required":["body"],"additionalProperties":false}
        """;
    protected override string OutputSchema => """
        {"type":"object","properties":{"status":{"type":"string","enum":["sent","held","draft","unknown"]},"note":{"type":"string"},"message_id":{"type":"string"},"recipients":{"type":"array","items":{"type":"string"}},"subject":{"type":"string"},"draft_id":{"type":"string"}},"required":["status","note"]}
        """;
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = false, DestructiveHint = true, IdempotentHint = false, OpenWorldHint = true };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var request = new ComposeMessageRequest(
            arguments.Text("body") ?? arguments.RequiredText("body"),
            arguments.Choice("mode", "new", "new", "reply", "reply_all", "forward"),
            arguments.Text("in_reply_to"), arguments.TextList("to"), arguments.TextList("cc"), arguments.TextList("bcc"), arguments.Text("subject"),
            arguments.Choice("format", "text", "text", "markdown"), arguments.TextList("attachments"),
            arguments.Flag("send", fallback: true), arguments.Text("account"), arguments.Text("idempotency_key"));
        var result = await call.Operations.ComposeMessageAsync(request, call.Context, cancellationToken);
        return ToolAnswer.Of(result, OperationsJson.Default.ComposeMessageResult);
    }
}
