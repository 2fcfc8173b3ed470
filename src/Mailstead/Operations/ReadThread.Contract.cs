namespace Mailstead.Operations;

/// <param name="Id">Any message of the thread.</param>
public sealed record ReadThreadRequest(string Id, int MaxTokens = 6000, string? Cursor = null, string? Account = null);

/// <param name="Messages">Oldest first, each message's new text only; quotes folded once.</param>
public sealed record ReadThreadResult(string Subject, int Count, IReadOnlyList<string> Participants, IReadOnlyList<MessageView> Messages, int EstimatedTokens, string? NextCursor = null);
