using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID MOVE (RFC 6851), else COPY + STORE \Deleted + UID EXPUNGE of just these; without UIDPLUS the originals stay flagged \Deleted and the result says so.</summary>
public sealed class MoveCommand(UidSet uids, MailboxName target) : ImapCommand<CopyResult>;
