using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Gathers COPYUID codes of one command, tagged (COPY) or untagged (MOVE, RFC 6851 section 4.3).</summary>
internal sealed class CopyReader(UidSet asked, ImapLimits limits) : IResponseSink
{
    private readonly Dictionary<Uid, Uid> _map = [];
    private UidValidity? _validity;

    public bool Take(scoped in Untagged response)
    {
        if (response.Kind != UntaggedKind.Ok)
            return false;
        var line = StatusLine.Read(StatusCondition.Ok, response.Body().Rest);
        return Add(line);
    }

    public void End(StatusLine line) => Add(line);

    public CopyResult Result(bool originalsRemain = false) => new(_validity, _map, originalsRemain);

    private bool Add(StatusLine line)
    {
        if (line.Code != "COPYUID")
            return false;
        var reader = line.ArgumentReader(limits.MaxDepth);
        _validity = new UidValidity(reader.Number());
        // QUIRK: nothing was copied, and the sets are left out.
        if (!reader.TrySpace() || reader.AtEnd)
            return true;
        var sources = UidSetParser.Ranges(reader.Atom(), limits);
        reader.Space();
        var targets = UidSetParser.Ranges(reader.Atom(), limits);
        using var target = Each(targets).GetEnumerator();
        foreach (var source in Each(sources).Take(limits.MaxSetSize))
        {
            if (!target.MoveNext())
                break;
            if (asked.Contains(source))
                _map[source] = target.Current;
        }
        return true;
    }

    private static IEnumerable<Uid> Each(List<UidRange> ranges)
    {
        foreach (var range in ranges)
        {
            for (ulong uid = range.First; uid <= range.Last; uid++)
                yield return new Uid((uint)uid);
        }
    }
}
