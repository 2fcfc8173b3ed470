using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Operations.Folders;
using Mailstead.Operations.Reading;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Querying;

namespace Mailstead.Operations;

/// <summary>One folder's hits, newest first, a page at a time. A cursor names the last UID told, so that mail which comes in between shifts nothing.</summary>
internal sealed class SearchMessages(IAccountRegistry accounts, IMailConnections connections, FolderCatalogs catalogs, TimeProvider time)
    : IOperation<SearchMessagesRequest, SearchMessagesResult>
{
    public string Name => "search_messages";
    public TimeSpan Deadline => OperationLimits.ReadDeadline;

    public async ValueTask<OperationPlan<SearchMessagesResult>> PlanAsync(SearchMessagesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var limit = Arguments.Range("limit", request.Limit, 1, OperationLimits.SearchLimit);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var query = QueryParser.Parse(Arguments.Line("query", request.Query, int.MaxValue), today);
        var compiled = QueryCompiler.Compile(query);
        var named = Arguments.Line("folder", request.Folder);
        if (named is not null && compiled.Folder is { } inQuery && !string.Equals(named, inQuery, StringComparison.OrdinalIgnoreCase))
        {
            throw new CallerException("'folder' and in: in the query name different folders.", remedy: "Give one of them.");
        }

        var account = accounts.Find(Arguments.Line("account", request.Account));
        var folder = await catalogs.FindAsync(account, named ?? compiled.Folder ?? "INBOX", cancellationToken);
        var hash = CursorCode.HashOf("search", account.Id.Value, folder.Name.Value, QueryFormatter.Format(query));
        var cursor = CursorCode.Read(request.Cursor, hash);
        return new(
            PolicyQuestion.Of(PolicyAction.Read, account.Id),
            AuditFacts.Of("folder", folder.ShownName),
            (_, _, ct) => SearchAsync(account, folder, compiled, limit, cursor, hash, ct))
        {
            Outcome = r => AuditFacts.Of("hits", r.Total),
        };
    }

    private async Task<SearchMessagesResult> SearchAsync(Account account, MailFolder folder, CompiledQuery query, int limit, CursorCode? cursor, uint hash, CancellationToken cancellationToken)
    {
        try
        {
            return await connections.RunAsync(account, folder.Name, WorkKind.Read, (c, ct) => SearchAsync(c, account, folder, query, limit, cursor, hash, ct), cancellationToken);
        }
        catch (ServerRefusedException e) when (string.Equals(e.Code, ErrorCodes.MailboxNotFound, StringComparison.Ordinal))
        {
            // Known from an older LIST, and gone since.
            throw (await catalogs.RefreshAsync(account, cancellationToken)).Unknown(folder.ShownName);
        }
    }

    private async Task<SearchMessagesResult> SearchAsync(
        ImapConnection connection, Account account, MailFolder folder, CompiledQuery query, int limit, CursorCode? cursor, uint hash, CancellationToken cancellationToken)
    {
        var validity = connection.Selected?.UidValidity ?? default;
        if (cursor is { } c && c.First != validity.Value)
        {
            throw new GoneException("The server has numbered the folder's messages anew since this cursor was given out.");
        }

        var asOf = time.GetUtcNow();
        var hits = await connection.ExecuteAsync(new SearchCommand(query.Criteria), cancellationToken);
        var candidates = Below(hits, cursor?.Second);
        var told = cursor?.Third ?? 0;
        var page = query.Attachments == AttachmentRule.Any
            ? await SearchPage.OfAsync(connection, candidates, hits.Count, limit, cancellationToken)
            : await SearchPage.FilteredAsync(connection, candidates, query.Attachments, limit, (int)told, cancellationToken);
        var messages = page.Found.Select(d => MessageViews.Summary(LocatedMessage.Of(account, folder, validity, d.Uid), d)).ToArray();
        var next = page.GoesOnBelow is { } last ? new CursorCode(validity.Value, last.Value, told + (uint)messages.Length).Write(hash) : null;
        return new SearchMessagesResult(account.Id.Value, folder.ShownName, page.Total, messages, "server", asOf, next, page.TotalIsLowerBound ? true : null);
    }

    /// <summary>Newest first, those below the last one told.</summary>
    private static ArraySegment<Uid> Below(IReadOnlyList<Uid> ascending, uint? last)
    {
        var newestFirst = new Uid[ascending.Count];
        for (var i = 0; i < newestFirst.Length; i++)
        {
            newestFirst[i] = ascending[newestFirst.Length - 1 - i];
        }

        var start = last is { } below ? Array.FindIndex(newestFirst, u => u.Value < below) : 0;
        return start < 0 ? [] : new(newestFirst, start, newestFirst.Length - start);
    }
}
