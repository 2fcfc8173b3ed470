using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Querying;

namespace Mailstead.Operations.Reading;

/// <summary>The part of a search's hits that one answer tells.</summary>
/// <param name="Found">Newest first.</param>
/// <param name="GoesOnBelow">The next page starts below this UID; null on the last page.</param>
internal sealed record SearchPage(IReadOnlyList<FetchData> Found, int Total, bool TotalIsLowerBound, Uid? GoesOnBelow)
{
    private const int Batch = 100;

    public static async Task<SearchPage> OfAsync(ImapConnection connection, ArraySegment<Uid> candidates, int total, int limit, CancellationToken cancellationToken)
    {
        var page = candidates[..Math.Min(limit, candidates.Count)];
        var found = await FetchAsync(connection, page, FetchItems.Summary, cancellationToken);
        return new(found, total, TotalIsLowerBound: false, page.Count < candidates.Count ? page[^1] : null);
    }

    /// <summary>With a condition that only BODYSTRUCTURE answers.</summary>
    /// <param name="told">Hits of former pages.</param>
    public static async Task<SearchPage> FilteredAsync(ImapConnection connection, ArraySegment<Uid> candidates, AttachmentRule rule, int limit, int told, CancellationToken cancellationToken)
    {
        var found = new List<FetchData>(limit);
        var matches = 0;
        var scanned = 0;
        while (scanned < candidates.Count && scanned < (found.Count < limit ? OperationLimits.ResidualScan : OperationLimits.ResidualCount))
        {
            var batch = candidates.Slice(scanned, Math.Min(Batch, candidates.Count - scanned));
            scanned += batch.Count;
            var items = found.Count < limit ? FetchItems.Summary : FetchItems.BodyStructure;
            foreach (var data in await FetchAsync(connection, batch, items, cancellationToken))
            {
                if (data.BodyStructure is { } structure && AttachmentFilter.Keeps(rule, structure))
                {
                    matches++;
                    if (found.Count < limit)
                    {
                        found.Add(data);
                    }
                }
            }
        }

        var isComplete = scanned == candidates.Count;
        var goesOn = found.Count < limit
            ? (isComplete ? (Uid?)null : candidates[scanned - 1])
            : (isComplete && matches == found.Count ? null : found[^1].Uid);
        return new(found, told + matches, TotalIsLowerBound: !isComplete, goesOn);
    }

    private static async Task<IReadOnlyList<FetchData>> FetchAsync(ImapConnection connection, ArraySegment<Uid> uids, FetchItems items, CancellationToken cancellationToken)
    {
        if (uids.Count == 0)
        {
            return [];
        }

        var wanted = uids.ToHashSet();
        var fetched = await connection.ExecuteAsync(new FetchCommand(UidSet.Of(uids), items), cancellationToken);
        return [.. fetched.Where(d => wanted.Contains(d.Uid)).OrderByDescending(d => d.Uid)];
    }
}
