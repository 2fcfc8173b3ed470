using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Operations.Folders;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Safety;

namespace Mailstead.Operations;

/// <summary>The folders of an account with their types, and their counts by LIST-STATUS (RFC 5819), else by pipelined STATUS.</summary>
internal sealed class ListFolders(IAccountRegistry accounts, IMailConnections connections, FolderCatalogs catalogs, TimeProvider time)
    : IOperation<ListFoldersRequest, ListFoldersResult>
{
    /// <summary>STATUS commands in flight at once.</summary>
    private const int StatusBatch = 50;

    public string Name => "list_folders";
    public TimeSpan Deadline => OperationLimits.ReadDeadline;

    public ValueTask<OperationPlan<ListFoldersResult>> PlanAsync(ListFoldersRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var account = accounts.Find(Arguments.Line("account", request.Account));
        return ValueTask.FromResult(new OperationPlan<ListFoldersResult>(
            PolicyQuestion.Of(PolicyAction.Read, account.Id),
            new AuditFacts(),
            (_, c, ct) => ListAsync(account, request.WithCounts, c, ct)));
    }

    private async Task<ListFoldersResult> ListAsync(Account account, bool withCounts, OperationContext context, CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        var (catalog, counts) = await connections.RunAsync(account, mailbox: null, WorkKind.Read, async (connection, ct) =>
        {
            var listed = await connection.ExecuteAsync(new ListCommand(withStatus: withCounts), ct);
            var known = new FolderCatalog(listed, asOf);
            return (known, withCounts ? await CountAsync(connection, known, context, ct) : []);
        }, cancellationToken);
        catalogs.Keep(account, catalog);
        var folders = catalog.Folders
            .Take(OperationLimits.ListedFolders)
            .Select(f => View(f, counts.GetValueOrDefault(f.Name)))
            .ToArray();
        return new(account.Id.Value, folders, catalog.Folders.Count);
    }

    private static async Task<Dictionary<MailboxName, MailboxStatus>> CountAsync(ImapConnection connection, FolderCatalog catalog, OperationContext context, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<MailboxName, MailboxStatus>();
        var asked = new List<MailFolder>();
        foreach (var folder in catalog.Folders.Take(OperationLimits.ListedFolders))
        {
            if (folder.Info.Status is { } status)
            {
                counts[folder.Name] = status;
            }
            else if (folder.Info.IsSelectable)
            {
                asked.Add(folder);
            }
        }

        foreach (var batch in asked.Chunk(StatusBatch))
        {
            var answers = await Task.WhenAll(batch.Select(f => StatusAsync(connection, f, cancellationToken)));
            for (var i = 0; i < batch.Length; i++)
            {
                if (answers[i] is { } status)
                {
                    counts[batch[i].Name] = status;
                }
            }

            context.Progress?.Report(new(counts.Count, asked.Count, "counting folders"));
        }

        return counts;
    }

    /// <summary>Null when the server refuses: a folder may go, or be closed to us, while others are counted.</summary>
    private static async Task<MailboxStatus?> StatusAsync(ImapConnection connection, MailFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ExecuteAsync(new StatusCommand(folder.Name), cancellationToken);
        }
        catch (ServerRefusedException)
        {
            return null;
        }
    }

    private static FolderView View(MailFolder folder, MailboxStatus? status) => new(
        folder.ShownName, folder.ShownLevel, folder.TypeName,
        [.. folder.Info.Attributes.Select(a => UntrustedText.Line(a, 100))],
        folder.Info.IsSelectable, folder.Info.Delimiter?.ToString(),
        status?.Unseen ?? 0, status?.Messages ?? 0, status?.UidValidity.Value ?? 0);
}
