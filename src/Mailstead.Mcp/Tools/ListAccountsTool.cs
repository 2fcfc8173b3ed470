using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class ListAccountsTool : MailTool
{
    public override string Name => "list_accounts";
    protected override string Title => "List accounts";
    protected override string Description => "Mail accounts that can be used, and whether they are healthy. Needed only when there are several.";
    protected override string InputSchema => """{"type":"object","properties":{},"additionalProperties":false}""";
    protected override string OutputSchema => """
        {"type":"object","properties":{"accounts":{"type":"array","items":{"type":"object","properties":{"account":{"type":"string"},"address":{"type":"string"},"default":{"type":"boolean"},"can_send":{"type":"boolean"},"healthy":{"type":"boolean"},"error":{"type":"string"}},"required":["account","address"]}}},"required":["accounts"]}
        """;
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = true, OpenWorldHint = false };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var result = await call.Operations.ListAccountsAsync(new ListAccountsRequest(), call.Context, cancellationToken);
        return ToolAnswer.Of(result, OperationsJson.Default.ListAccountsResult);
    }
}
