using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Operations.Composing;

/// <summary>The owner's copies of what is composed: in Drafts, in Sent. A copy whose APPEND was cut is looked for by its Message-ID before anybody calls it failed; it is never appended twice.</summary>
internal sealed class OwnCopies(IMailConnections connections, FolderCatalogs catalogs)
{
    /// <summary>The id of the copy; null when the server does not tell where it is.</summary>
    public async Task<string?> SaveAsync(Account account, FolderType type, ReadOnlyMemory<byte> message, string messageId, IReadOnlyList<Flag> flags, CancellationToken cancellationToken)
    {
        var folder = await catalogs.FindOrCreateAsync(account, type, cancellationToken);
        try
        {
            var result = await connections.RunAsync(account, mailbox: null, WorkKind.Change, (c, ct) => c.ExecuteAsync(new AppendCommand(folder.Name, message, flags), ct), cancellationToken);
            if (result is { UidValidity: { } validity, Uid: { } uid })
            {
                return LocatedMessage.Of(account, folder, validity, uid).Id;
            }
        }
        catch (TransportLostException)
        {
            if (await FindAsync(account, folder, messageId, cancellationToken) is { } saved)
            {
                return saved.Id;
            }

            throw;
        }

        return (await FindAsync(account, folder, messageId, cancellationToken))?.Id;
    }

    public async Task<LocatedMessage?> FindAsync(Account account, FolderType type, string messageId, CancellationToken cancellationToken) =>
        await catalogs.FindAsync(account, type, cancellationToken) is { } folder ? await FindAsync(account, folder, messageId, cancellationToken) : null;

    private Task<LocatedMessage?> FindAsync(Account account, MailFolder folder, string messageId, CancellationToken cancellationToken) =>
        connections.RunAsync(account, folder.Name, WorkKind.Read, async (c, ct) =>
        {
            var uids = await c.ExecuteAsync(new SearchCommand(new SearchCriteria.Header("Message-ID", messageId)), ct);
            return uids.Count > 0 && c.Selected is { } selected ? LocatedMessage.Of(account, folder, selected.UidValidity, uids[^1]) : null;
        }, cancellationToken);
}
