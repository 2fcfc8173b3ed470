using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class GetAttachmentTool : MailTool
{
    public override string Name => "get_attachment";
    protected override string Title => "Get an attachment";
    protected override string Description => "Text of a text attachment, or save any attachment into the download folder (save: true); answers with its path and SHA-256.";
    protected override string InputSchema => """
        {"type":"object","properties":{"id":{"type":"string","description":"Message id"},"part":{"type":"string","description":"Part or name from read_messages"},"save":{"type":"boolean","default":false},"save_as":{"type":"string","description":"File name, not a path"},"max_tokens":{"type":"integer","minimum":200,"maximum":50000,"default":4000},"account":{"type":"string"}},"required":["id","part"],"additionalProperties":false}
        """;
    protected override string OutputSchema => """
        {"type":"object","properties":{"name":{"type":"string"},"type":{"type":"string"},"size":{"type":"integer"},"sha256":{"type":"string"},"path":{"type":"string"},"text":{"type":"string"},"truncated":{"type":"boolean"}},"required":["name","type","size"]}
        """;
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = false, DestructiveHint = false, OpenWorldHint = true };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var name = arguments.Text("save_as");
        var request = new GetAttachmentRequest(
            arguments.RequiredText("id"), arguments.RequiredText("part"), arguments.Flag("save", fallback: name is not null), name,
            arguments.Integer("max_tokens", 4000, 200, 50_000), arguments.Text("account"));
        var result = await call.Operations.GetAttachmentAsync(request, call.Context, cancellationToken);
        if (result.Text is { } text) result = result with { Text = Fence.New().Around(text) };
        return ToolAnswer.Of(result, OperationsJson.Default.GetAttachmentResult);
    }
}
