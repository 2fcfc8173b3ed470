using Mailstead.Operations;

namespace Mailstead.Mcp;

/// <summary>What the door opens to: the operations, and the session that calls run under.</summary>
public sealed record McpMailbox(MailOperations Operations, SessionId Session);
