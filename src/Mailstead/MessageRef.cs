using Mailstead.Protocol.Imap;

namespace Mailstead;

/// <summary>Where a message is: account, mailbox, UIDVALIDITY and UID. Callers see only its opaque form, which names the mailbox by hash and is guarded by UIDVALIDITY.</summary>
public readonly record struct MessageRef(AccountId Account, MailboxName Mailbox, UidValidity Validity, Uid Uid);
