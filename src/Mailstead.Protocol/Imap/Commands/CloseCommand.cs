using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>CLOSE: expunges what is \Deleted and leaves the mailbox.</summary>
public sealed class CloseCommand() : ImapCommand<bool>;
