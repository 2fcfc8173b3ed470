namespace Mailstead.Auditing;

/// <param name="Operation">snake_case, the same in every door: search_messages.</param>
/// <param name="Door">mcp, cli, rest, ws.</param>
/// <param name="IsChange">Anything but a read.</param>
/// <param name="Decision">allow, hold or deny, with nothing of the reason.</param>
public sealed record AuditOpening(string Operation, string Door, SessionId Session, AccountId? Account, bool IsChange, string Decision)
{
    /// <summary>What a change is about to touch, as in <see cref="AuditOutcome.Facts"/>: a crash in the middle leaves them written.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }
}
