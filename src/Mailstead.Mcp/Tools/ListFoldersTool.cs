using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

internal sealed class ListFoldersTool : MailTool
{
    public override string Name => "list_folders";
    protected override string Title => "List folders";
    protected override string Description => "Folders of an account with their type and counts.";
    protected override string InputSchema => """
        {"type":"object","properties":{"account":{"type":"string","description":"Only with several accounts"},"counts":{"type":"boolean","default":true}},"additionalProperties":false}
        """;
    protected override string OutputSchema => """
        {"type":"object","properties":{"account":{"type":"string"},"folders":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"display_name":{"type":"string"},"folder_type":{"type":"string","enum":["inbox","sent","drafts","trash","spam","archive","custom"]},"is_selectable":{"type":"boolean"},"unread_count":{"type":"integer"},"total_count":{"type":"integer"}},"required":["name","folder_type"]}}},"required":["account","folders"]}
        """;
    protected override ToolAnnotations Annotations => new() { ReadOnlyHint = true, OpenWorldHint = false };

    public override async Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken)
    {
        var request = new ListFoldersRequest(arguments.Text("account"), arguments.Flag("counts", fallback: true));
        var result = await call.Operations.ListFoldersAsync(request, call.Context, cancellationToken);
        return ToolAnswer.Of(result, OperationsJson.Default.ListFoldersResult);
    }
}
