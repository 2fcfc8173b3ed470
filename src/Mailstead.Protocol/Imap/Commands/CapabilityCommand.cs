using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>CAPABILITY.</summary>
public sealed class CapabilityCommand() : ImapCommand<ImapCapability>;
