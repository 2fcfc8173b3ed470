using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>APPEND, non-synchronising literal where offered.</summary>
public sealed class AppendCommand(MailboxName mailbox, ReadOnlyMemory<byte> message, IReadOnlyList<Flag> flags, DateTimeOffset? internalDate = null) : ImapCommand<AppendResult>;
