namespace Mailstead.Operations;

/// <param name="Action">mark_read, mark_unread, star, unstar, label, unlabel, move, archive, trash, delete.</param>
/// <param name="Label">For label and unlabel.</param>
/// <param name="Folder">For move.</param>
public sealed record OrganizeMessagesRequest(IReadOnlyList<string> Ids, string Action, string? Folder = null, string? Label = null, string? Account = null);

/// <param name="Note">What the server could not do as asked; null when all is as it should be.</param>
/// <param name="Moved">Old id to new id, for moves; empty when the server cannot tell.</param>
public sealed record OrganizeMessagesResult(string Action, int Changed, IReadOnlyList<MovedMessage> Moved, IReadOnlyList<ItemError> Errors, string? Folder = null, string? Note = null);

public sealed record MovedMessage(string Id, string NewId);
