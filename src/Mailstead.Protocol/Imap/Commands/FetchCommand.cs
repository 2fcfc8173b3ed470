using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID FETCH into a list, in the order of the server. BODY sections are always PEEKed. A UID that is not there any more is not in the list.</summary>
public sealed class FetchCommand(UidSet uids, FetchItems items, IReadOnlyList<BodySection>? sections = null) : ImapCommand<IReadOnlyList<FetchData>>, IResponseSink
{
    private readonly IReadOnlyList<BodySection> _sections = sections ?? [];
    private readonly List<FetchData> _found = [];
    private Dictionary<Uid, FetchData>? _pieces;
    private FetchItems _items;
    private FetchReader? _reader;
    private ImapLimits? _limits;
    private volatile bool _abandoned;
    private long _kept;
    private long _open;

    bool IResponseSink.Take(scoped in Untagged response)
    {
        if (response.Kind != UntaggedKind.Fetch || _reader!.Read(response.Body()) is not { } data)
            return false;
        if (!uids.Contains(data.Uid))
            return uids.IsOpenEnded; // "9:*" brings the last message even when its UID is below 9 (RFC 9051 section 6.4.9).
        if (_abandoned)
            return true;
        _open = 0;
        Keep(data.Octets);
        if (data.Has(_items) && data.SectionsTold >= _sections.Count)
        {
            _found.Add(data);
            return true;
        }
        _pieces ??= [];
        _pieces[data.Uid] = _pieces.TryGetValue(data.Uid, out var earlier) ? earlier.With(data) : data;
        return true;
    }

    LiteralTarget? IResponseSink.Open(scoped in Untagged response, long length)
    {
        if (!_reader!.TryReadUpToBody(response.Body(), out var uid, out _) || (uid.Value != 0 && !uids.Contains(uid)))
            return null;
        if (length > _limits!.MaxLiteralBytes)
            throw new ProtocolBrokenException("The server sends a larger body than is accepted in memory.", ErrorCodes.LimitExceeded);
        if (_abandoned)
            return DiscardedLiteral.Instance;
        Keep(0, open: length);
        return new CapturedLiteral(length);
    }

    ValueTask IResponseSink.AbandonAsync()
    {
        _abandoned = true;
        return default;
    }

    internal override async Task<IReadOnlyList<FetchData>> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _reader = new FetchReader(line.State.Flags, _sections);
        _limits = line.Limits;
        _items = FetchRequest.Known(line, items);
        var wanted = FetchRequest.Items(_items, _sections);
        await ImapLine.EachLineAsync(uids, set => line.SendAsync("FETCH", FetchRequest.Write(line, set, wanted), this, cancellationToken));
        return Whole();
    }

    /// <param name="open">Announced by a response that has not ended.</param>
    private void Keep(long octets, long open = 0)
    {
        _kept += octets;
        _open += open;
        if (_kept + _open > _limits!.MaxFetchBytes)
            throw new ProtocolBrokenException("The server sends more than is accepted in memory at once.", ErrorCodes.LimitExceeded);
    }

    /// <summary>Joins what came in pieces, and keeps one entry a message.</summary>
    private List<FetchData> Whole()
    {
        var ascending = true;
        for (var at = 1; at < _found.Count && ascending; at++)
            ascending = _found[at - 1].Uid < _found[at].Uid;
        if (_pieces is null && ascending)
            return _found;
        var all = new OrderedDictionary<Uid, FetchData>(_found.Count);
        foreach (var data in _found)
            all[data.Uid] = all.TryGetValue(data.Uid, out var earlier) ? earlier.With(data) : data;
        foreach (var (uid, piece) in _pieces ?? [])
            all[uid] = all.TryGetValue(uid, out var earlier) ? earlier.With(piece) : piece;
        return [.. all.Values];
    }
}
