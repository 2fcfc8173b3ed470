using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>SELECT, or EXAMINE when read-only.</summary>
public sealed class SelectCommand(MailboxName mailbox, bool readOnly = false) : ImapCommand<SelectedMailbox>;
