using Mailstead.Accounts;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Imap;

namespace Mailstead.Operations;

/// <summary>An id with the account and folder it stands for. Whether the message is still there only the server knows.</summary>
internal sealed record LocatedMessage(string Id, Account Account, MailFolder Folder, MessageKey Key)
{
    public Uid Uid => Key.Uid;

    public static LocatedMessage Of(Account account, MailFolder folder, UidValidity validity, Uid uid)
    {
        var key = MessageKey.Of(new MessageRef(account.Id, folder.Name, validity, uid));
        return new LocatedMessage(key.ToString(), account, folder, key);
    }
}
