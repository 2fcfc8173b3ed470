namespace Mailstead.Operations;

/// <param name="Ids">1 to 50.</param>
/// <param name="MaxTokens">Budget for all bodies together, 200 to 50,000, default 4,000; a token is counted as 4 characters.</param>
/// <param name="Cursor">Goes on where a body was cut.</param>
/// <param name="FullQuotes">Quoted history and signatures are folded unless set.</param>
public sealed record ReadMessagesRequest(IReadOnlyList<string> Ids, int MaxTokens = 4000, string? Cursor = null, bool FullQuotes = false, string? Account = null);

/// <param name="Errors">Ids that could not be read, with a code: one bad id does not spoil the batch.</param>
public sealed record ReadMessagesResult(IReadOnlyList<MessageView> Messages, IReadOnlyList<ItemError> Errors, int EstimatedTokens, string? NextCursor = null);

public sealed record ItemError(string Id, string Code, string Message);

/// <summary>One message with one body, as text. All strings are untrusted mail content.</summary>
/// <param name="Body">Visible text, newest part first; invisible content removed.</param>
/// <param name="ReceivedAt">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="HiddenRemoved">Characters of invisible content that were removed.</param>
/// <param name="Folded">Lines of quotes and signature folded away.</param>
/// <param name="Truncated">The budget ended inside this body.</param>
/// <param name="Warnings">Defects and doubts in words: reply_to_differs, display_name_spoof, charset_unknown, ...</param>
public sealed record MessageView(
    string Id, string Folder, uint Uid, string? MessageId, string FromAddr, IReadOnlyList<string> ToAddrs, IReadOnlyList<string> CcAddrs, IReadOnlyList<string> BccAddrs,
    string Subject, string Body, long ReceivedAt, bool IsRead, bool IsStarred, bool IsDeleted, bool IsSpam, bool IsDraft, bool IsSent,
    int AttachmentCount, uint Size, IReadOnlyList<string> Flags, IReadOnlyList<AttachmentView> Attachments, IReadOnlyList<LinkView> Links,
    int HiddenRemoved, int Folded, bool Truncated, IReadOnlyList<string> Warnings, string? ReplyTo = null, string? Date = null);

/// <param name="Part">What get_attachment takes.</param>
/// <param name="Name">Safe file name made from the mail's own.</param>
/// <param name="Size">Decoded octets, to within a few: servers tell the encoded size.</param>
public sealed record AttachmentView(string Part, string Name, string Type, uint Size);

/// <param name="N">The [n] in the body.</param>
/// <param name="Url">Inert text, A-label host.</param>
/// <param name="Mismatch">The text showed another host than the target's.</param>
public sealed record LinkView(int N, string Text, string Url, bool Mismatch = false);
