namespace Mailstead.Mcp.Tools;

/// <summary>The tools in the order they are listed, which never depends on anything.</summary>
internal static class ToolCatalog
{
    public static IReadOnlyList<MailTool> All { get; } =
    [
        new ListAccountsTool(),
        new ListFoldersTool(),
        new SearchMessagesTool(),
        new ReadMessagesTool(),
        new ReadThreadTool(),
        new GetAttachmentTool(),
        new OrganizeMessagesTool(),
        new ComposeMessageTool(),
    ];

    public static MailTool? Find(string name) => All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));
}
