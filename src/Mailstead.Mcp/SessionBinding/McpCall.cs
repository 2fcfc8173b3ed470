using Mailstead.Operations;

namespace Mailstead.Mcp.SessionBinding;

/// <summary>What one request has at hand: the operations, and who calls.</summary>
internal sealed record McpCall(MailOperations Operations, OperationContext Context);
