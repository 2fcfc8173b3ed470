using Mailstead.Operations;

namespace Mailstead.Mcp.Tools;

/// <summary>What a tool has at hand for one call: the operations, and who calls.</summary>
internal sealed record ToolCall(MailOperations Operations, OperationContext Context);
