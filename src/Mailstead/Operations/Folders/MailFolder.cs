using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Folders;

/// <summary>One folder of an account.</summary>
/// <param name="ShownName">The name as doors show and take it: the server's, cleaned of what cannot be seen, and unique in the catalog.</param>
/// <param name="ShownLevel">Its last level, cleaned.</param>
internal sealed record MailFolder(MailboxInfo Info, string ShownName, string ShownLevel, FolderType Type)
{
    public MailboxName Name => Info.Name;
    public string TypeName => Type.ToString().ToLowerInvariant();
}
