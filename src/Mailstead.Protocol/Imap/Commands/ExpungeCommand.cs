using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID EXPUNGE (RFC 4315). Without UIDPLUS it is refused with unsupported: plain EXPUNGE would take others' messages.</summary>
public sealed class ExpungeCommand(UidSet uids) : ImapCommand<bool>;
