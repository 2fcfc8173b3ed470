namespace Mailstead.Operations;

/// <param name="Account">Null: the only or default one.</param>
public sealed record ListFoldersRequest(string? Account = null, bool WithCounts = true);

/// <param name="Total">Folders the account has; more than are listed when it has over 1,000.</param>
public sealed record ListFoldersResult(string Account, IReadOnlyList<FolderView> Folders, int Total);

/// <summary>One folder. Counts are 0 when not asked for or not selectable.</summary>
/// <param name="Name">As other calls take it.</param>
/// <param name="DisplayName">Last level, safe to show.</param>
/// <param name="FolderType">inbox, sent, drafts, trash, spam, archive, custom.</param>
public sealed record FolderView(string Name, string DisplayName, string FolderType, IReadOnlyList<string> Flags, bool IsSelectable, string? Delimiter, uint UnreadCount, uint TotalCount, uint UidValidity);
