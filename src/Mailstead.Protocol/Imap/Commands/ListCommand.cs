using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>LIST, with SPECIAL-USE and LIST-STATUS return options where offered; STATUS per folder is left to the caller where not.</summary>
public sealed class ListCommand(bool withStatus = false, string reference = "", string pattern = "*") : ImapCommand<IReadOnlyList<MailboxInfo>>;
