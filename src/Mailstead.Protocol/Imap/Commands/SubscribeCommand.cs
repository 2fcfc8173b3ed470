using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>SUBSCRIBE, or UNSUBSCRIBE.</summary>
public sealed class SubscribeCommand(MailboxName mailbox, bool subscribe = true) : ImapCommand<bool>;
