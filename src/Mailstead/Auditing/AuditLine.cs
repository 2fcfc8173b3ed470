namespace Mailstead.Auditing;

/// <summary>One line of the file. Fields are added, never renamed; a chaining hash has room after the last.</summary>
/// <param name="Session">First 8 of the 32 digits: enough to follow, not enough to use.</param>
/// <param name="Phase">begin (changes only) or end.</param>
/// <param name="Ms">Milliseconds from begin to end.</param>
internal sealed record AuditLine(
    DateTimeOffset At, string Id, string Phase, string Operation, string Door, string Session, string? Account, string Decision,
    string? Code = null, long? Ms = null, IReadOnlyDictionary<string, string>? Facts = null);
