using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>DELETE.</summary>
public sealed class DeleteCommand(MailboxName mailbox) : ImapCommand<bool>;
