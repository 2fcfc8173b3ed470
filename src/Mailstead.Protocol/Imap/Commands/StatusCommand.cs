using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>STATUS of one mailbox.</summary>
public sealed class StatusCommand(MailboxName mailbox) : ImapCommand<MailboxStatus>;
