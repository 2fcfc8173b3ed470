namespace Mailstead.Auditing;

/// <param name="Code">ok, or the code of the error.</param>
/// <param name="Facts">Ids, folders, counts, digests: never content, never an address.</param>
public sealed record AuditOutcome(string Code, IReadOnlyDictionary<string, string> Facts)
{
    public static AuditOutcome Ok { get; } = new("ok", new Dictionary<string, string>(StringComparer.Ordinal));
}
