namespace Mailstead.Sandbox.Mailboxes;

/// <summary>A mailbox at one moment. <see cref="Messages"/> ascend by UID.</summary>
internal sealed record MailboxSnapshot(IReadOnlyList<StoredMessage> Messages, uint UidNext, long Revision);
