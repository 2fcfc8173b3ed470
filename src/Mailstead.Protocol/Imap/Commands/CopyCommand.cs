using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID COPY; the result is empty without UIDPLUS.</summary>
public sealed class CopyCommand(UidSet uids, MailboxName target) : ImapCommand<CopyResult>;
