using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UNSELECT; without the capability: EXAMINE of a mailbox that does not exist.</summary>
public sealed class UnselectCommand() : ImapCommand<bool>;
