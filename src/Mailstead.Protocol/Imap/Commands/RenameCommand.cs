using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>RENAME.</summary>
public sealed class RenameCommand(MailboxName from, MailboxName to) : ImapCommand<bool>;
