using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>CREATE.</summary>
public sealed class CreateCommand(MailboxName mailbox) : ImapCommand<bool>;
