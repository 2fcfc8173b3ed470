namespace Mailstead.Auditing;

/// <param name="Operation">snake_case, the same in every door: search_messages.</param>
/// <param name="Door">mcp, cli, rest, ws.</param>
/// <param name="IsChange">Anything but a read.</param>
/// <param name="Decision">allow, hold or deny, with nothing of the reason.</param>
public sealed record AuditOpening(string Operation, string Door, SessionId Session, AccountId? Account, bool IsChange, string Decision);
