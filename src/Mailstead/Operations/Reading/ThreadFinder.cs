using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Reading;

/// <summary>The messages of a conversation, by Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4), from the folders where conversations are. Needs no THREAD extension.</summary>
internal sealed class ThreadFinder(IMailConnections connections, FolderCatalogs catalogs)
{
    /// <summary>An answer may name an id that a first search did not know; two more rounds find those.</summary>
    private const int Rounds = 3;

    /// <summary>Message-IDs that one search asks for.</summary>
    private const int IdsPerSearch = 20;

    /// <summary>Hits of one search that are looked at: HEADER finds parts of words, so a short id of an attacker finds much.</summary>
    private const int HitsPerSearch = 300;
    private const int IdLength = 250;

    /// <summary>The message's own folder, INBOX, Sent and Archive first, then what people file mail in. Each costs a SELECT and a SEARCH a round.</summary>
    private const int FoldersSearched = 12;
    private static readonly BodySection Threading = BodySection.HeaderFields("MESSAGE-ID", "IN-REPLY-TO", "REFERENCES");

    /// <summary>Oldest first, the newest <see cref="OperationLimits.ThreadMessages"/> of them; each message once.</summary>
    /// <exception cref="GoneException">The message itself is not there.</exception>
    public async Task<IReadOnlyList<ThreadMember>> FindAsync(LocatedMessage message, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, ThreadMember>(StringComparer.Ordinal);
        var start = await connections.RunAsync(message.Account, message.Folder.Name, WorkKind.Read, async (c, ct) =>
        {
            MessageLocator.CheckValidity(c, message.Key.Validity);
            return await FetchAsync(c, message, [message.Uid], ct) is [var one, ..] ? one : null;
        }, cancellationToken) ?? throw new GoneException("The message is not in its folder any more: it was moved or deleted.");
        members.Add(message.Id, start);
        var known = new HashSet<string>(start.Named, StringComparer.Ordinal);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var folders = await FoldersAsync(message, cancellationToken);
        for (var round = 0; round < Rounds && members.Count < OperationLimits.ThreadMessages; round++)
        {
            var ids = known.Where(id => !asked.Contains(id) && IsSearchable(id)).Take(IdsPerSearch).ToArray();
            if (ids.Length == 0)
            {
                break;
            }

            asked.UnionWith(ids);
            foreach (var folder in folders)
            {
                foreach (var found in await SearchAsync(message with { Folder = folder }, ids, cancellationToken))
                {
                    if (found.Named.Overlaps(known) && members.TryAdd(found.Located.Id, found))
                    {
                        known.UnionWith(found.Named);
                    }
                }
            }
        }

        return [.. members.Values
            .OrderByDescending(m => m == start)
            .DistinctBy(m => (m.MessageId ?? m.Located.Id, m.Data.Envelope?.Date, MessageViews.First(m.Data.Envelope?.From)?.Address))
            .OrderBy(m => m.At).ThenBy(m => m.Named.Count).ThenBy(m => m.Located.Uid) // a server's time has whole seconds; an answer names more than what it answers
            .TakeLast(OperationLimits.ThreadMessages)];
    }

    private Task<IReadOnlyList<ThreadMember>> SearchAsync(LocatedMessage where, string[] ids, CancellationToken cancellationToken) =>
        connections.RunAsync(where.Account, where.Folder.Name, WorkKind.Read, async (c, ct) =>
        {
            var hits = await c.ExecuteAsync(new SearchCommand(Criteria(ids)), ct);
            return await FetchAsync(c, where, [.. hits.TakeLast(HitsPerSearch)], ct);
        }, cancellationToken);

    private static async Task<IReadOnlyList<ThreadMember>> FetchAsync(ImapConnection connection, LocatedMessage where, Uid[] uids, CancellationToken cancellationToken)
    {
        if (uids.Length == 0 || connection.Selected is not { } selected)
        {
            return [];
        }

        var fetched = await connection.ExecuteAsync(new FetchCommand(UidSet.Of(uids), FetchItems.InternalDate | FetchItems.Envelope, [Threading]), cancellationToken);
        var members = new List<ThreadMember>(fetched.Count);
        foreach (FetchData data in fetched)
        {
            members.Add(ThreadMember.Of(LocatedMessage.Of(where.Account, where.Folder, selected.UidValidity, data.Uid), data, data.Body(Threading) ?? default));
        }

        return members;
    }

    private static SearchCriteria Criteria(string[] ids) => SearchCriteria.AnyOf(
    [
        .. ids.SelectMany(id => (SearchCriteria[])
        [
            new SearchCriteria.Header("Message-ID", id),
            new SearchCriteria.Header("References", id),
            new SearchCriteria.Header("In-Reply-To", id),
        ]),
    ]);

    private async Task<IReadOnlyList<MailFolder>> FoldersAsync(LocatedMessage message, CancellationToken cancellationToken)
    {
        var catalog = await catalogs.GetAsync(message.Account, cancellationToken);
        return [.. new[] { message.Folder, catalog.Of(FolderType.Inbox), catalog.Of(FolderType.Sent), catalog.Of(FolderType.Archive) }
            .Concat(catalog.Folders.Where(f => f.Type == FolderType.Custom && f.Info.IsSelectable))
            .OfType<MailFolder>().DistinctBy(f => f.Name).Take(FoldersSearched)];
    }

    private static bool IsSearchable(string id) => id.Length is >= 3 and <= IdLength && !id.Any(char.IsControl);
}
