namespace Mailstead.Operations;

/// <param name="Mode">new, reply, reply_all, forward.</param>
/// <param name="InReplyTo">Message id of the original for reply, reply_all, forward.</param>
/// <param name="Body">Markdown when <paramref name="Format"/> is markdown (text + HTML alternative), else plain text.</param>
/// <param name="Attachments">"MESSAGE_ID/PART" of the same account. Local paths and URLs are refused.</param>
/// <param name="Send">False: save a draft.</param>
public sealed record ComposeMessageRequest(
    string Body, string Mode = "new", string? InReplyTo = null, IReadOnlyList<string>? To = null, IReadOnlyList<string>? Cc = null, IReadOnlyList<string>? Bcc = null,
    string? Subject = null, string Format = "text", IReadOnlyList<string>? Attachments = null, bool Send = true, string? Account = null, string? IdempotencyKey = null)
{
    /// <summary>Local files, set by the CLI only (a person typed them); doors for agents never set it.</summary>
    public IReadOnlyList<string> LocalFiles { get; init; } = [];
}

/// <param name="Status">sent, held, draft, unknown.</param>
/// <param name="Note">What that means, and what not to do (do not resend).</param>
/// <param name="DraftId">Id of the draft on the server for held and draft.</param>
public sealed record ComposeMessageResult(string Status, string Note, string MessageId, IReadOnlyList<string> Recipients, string Subject, string? DraftId = null);
