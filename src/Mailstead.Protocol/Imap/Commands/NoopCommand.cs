using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>NOOP.</summary>
public sealed class NoopCommand() : ImapCommand<bool>;
