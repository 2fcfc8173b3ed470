using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>NAMESPACE (RFC 2342); without the capability: one personal namespace with the delimiter of LIST "" "".</summary>
public sealed class NamespaceCommand() : ImapCommand<ImapNamespaces>;
