using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>LOGOUT.</summary>
public sealed class LogoutCommand() : ImapCommand<bool>;
