namespace Mailstead.Operations;

/// <param name="Query">The query language; empty: all, newest first. IMAP-style criteria (FROM x SINCE 1-Jan-2026) parse too.</param>
/// <param name="Folder">Default INBOX.</param>
/// <param name="Limit">1 to 200, default 20.</param>
/// <param name="Cursor">From a former answer to the same query.</param>
public sealed record SearchMessagesRequest(string? Account = null, string? Query = null, string? Folder = null, int Limit = 20, string? Cursor = null);

/// <param name="Total">All hits, not only this page.</param>
/// <param name="Source">server, or index once there is one.</param>
/// <param name="AsOf">When the source was looked at.</param>
/// <param name="TotalIsLowerBound">True when a condition that IMAP cannot search for (has:attachment) was not checked on every candidate; null otherwise.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record SearchMessagesResult(string Account, string Folder, int Total, IReadOnlyList<MessageSummary> Messages, string Source, DateTimeOffset AsOf, string? NextCursor = null, bool? TotalIsLowerBound = null);

/// <summary>One hit. Strings are from the mail: untrusted, stripped of what cannot be seen, bounded.</summary>
/// <param name="Date">When the server received it.</param>
/// <param name="Labels">Keywords beyond the system flags.</param>
public sealed record MessageSummary(string Id, string From, IReadOnlyList<string> To, string Subject, DateTimeOffset Date, bool IsRead, bool IsStarred, bool IsAnswered, bool IsDraft, int AttachmentCount, uint Size, IReadOnlyList<string> Labels);
