using Mailstead.Operations;

namespace Mailstead.Server.Cli;

/// <summary>What a command has at hand: the operations, who calls, and the account that was named.</summary>
internal sealed record CliCall(MailOperations Operations, OperationContext Context, string? Account);
