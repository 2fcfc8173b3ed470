using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID STORE +FLAGS or -FLAGS (.SILENT); never replaces.</summary>
public sealed class StoreCommand(UidSet uids, StoreMode mode, IReadOnlyList<Flag> flags) : ImapCommand<bool>;
