using System.Collections.Concurrent;
using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Operations.Folders;

/// <summary>The last catalog of each account. A name or id that is not in it is looked for once more in a new one.</summary>
internal sealed class FolderCatalogs(IMailConnections connections, TimeProvider time)
{
    /// <summary>Age at which a catalog is fetched anew even when it has the folder.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<AccountId, FolderCatalog> _known = new();

    public async Task<FolderCatalog> GetAsync(Account account, CancellationToken cancellationToken) =>
        _known.TryGetValue(account.Id, out var known) && time.GetUtcNow() - known.AsOf < MaxAge
            ? known
            : await RefreshAsync(account, cancellationToken);

    public async Task<FolderCatalog> RefreshAsync(Account account, CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        var listed = await connections.RunAsync(account, mailbox: null, WorkKind.Read, (c, ct) => c.ExecuteAsync(new ListCommand(), ct), cancellationToken);
        return Keep(account, new FolderCatalog(listed, asOf));
    }

    public FolderCatalog Keep(Account account, FolderCatalog catalog) => _known[account.Id] = catalog;

    /// <exception cref="Protocol.Errors.CallerException">unknown_folder, naming the valid ones.</exception>
    public async Task<MailFolder> FindAsync(Account account, string name, CancellationToken cancellationToken)
    {
        var catalog = await GetAsync(account, cancellationToken);
        if (catalog.Find(name) is { } folder)
        {
            return folder;
        }

        catalog = await RefreshAsync(account, cancellationToken);
        return catalog.Find(name) ?? throw catalog.Unknown(name);
    }

    /// <summary>Null when no folder of the account is the one that the id was made for.</summary>
    public async Task<MailFolder?> FindAsync(Account account, MessageKey key, CancellationToken cancellationToken) =>
        (await GetAsync(account, cancellationToken)).Find(key) ?? (await RefreshAsync(account, cancellationToken)).Find(key);

    /// <summary>The folder for a purpose; null when the account has none.</summary>
    public async Task<MailFolder?> FindAsync(Account account, FolderType type, CancellationToken cancellationToken) =>
        (await GetAsync(account, cancellationToken)).Of(type) ?? (await RefreshAsync(account, cancellationToken)).Of(type);

    /// <summary>As above, made where a mail program would make it when the account has none: Drafts and Sent.</summary>
    public async Task<MailFolder> FindOrCreateAsync(Account account, FolderType type, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, type, cancellationToken) is { } folder)
        {
            return folder;
        }

        await connections.RunAsync(account, mailbox: null, WorkKind.Change, async (c, ct) =>
        {
            var namespaces = await c.ExecuteAsync(new NamespaceCommand(), ct);
            var name = new MailboxName(namespaces.PersonalPrefix + type);
            await c.ExecuteAsync(new CreateCommand(name), ct);
            return await c.ExecuteAsync(new SubscribeCommand(name), ct);
        }, cancellationToken);
        var catalog = await RefreshAsync(account, cancellationToken);
        return catalog.Of(type) ?? throw catalog.Unknown(type.ToString());
    }
}
