using System.Collections;
using System.Globalization;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap;

/// <summary>A set of UIDs kept as ranges in ascending order; <c>*</c> is expressed by <see cref="From"/>.</summary>
public sealed class UidSet : IReadOnlyCollection<Uid>
{
    private readonly UidRange[] _ranges;

    private UidSet(UidRange[] ranges) => _ranges = ranges;

    public static UidSet Of(IEnumerable<Uid> uids) => OfRanges(uids.Select(u => new UidRange(Valid(u).Value, u.Value)));

    public static UidSet Range(Uid first, Uid last) =>
        new([first <= last ? new UidRange(Valid(first).Value, last.Value) : new UidRange(Valid(last).Value, first.Value)]);

    /// <summary>first:* . Its count is unknown: <see cref="IsOpenEnded"/>.</summary>
    public static UidSet From(Uid first) => new([new UidRange(Valid(first).Value, UidRange.Open)]);

    public bool IsOpenEnded => _ranges.Length > 0 && _ranges[^1].IsOpen;

    /// <summary>Of an open-ended set: UIDs up to the highest possible, at most <see cref="int.MaxValue"/>.</summary>
    public int Count => (int)CountUpTo(int.MaxValue);

    internal IReadOnlyList<UidRange> Ranges => _ranges;

    internal static UidSet OfRanges(IEnumerable<UidRange> ranges)
    {
        var merged = new List<UidRange>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            if (merged.Count > 0 && (merged[^1].IsOpen || range.First <= merged[^1].Last + 1UL))
                merged[^1] = new UidRange(merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }
        return new UidSet([.. merged]);
    }

    public bool Contains(Uid uid)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (uid.Value < _ranges[middle].First)
                high = middle - 1;
            else if (uid.Value > _ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    /// <exception cref="InvalidOperationException">The set is open-ended: only the server knows what is in it.</exception>
    public IEnumerator<Uid> GetEnumerator()
    {
        if (IsOpenEnded)
            throw new InvalidOperationException("An open-ended set cannot be counted out.");
        return Enumerate();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As on the wire: 1:3,7,9:*</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var range in _ranges)
            Append(text, range);
        return text.ToString();
    }

    internal long CountUpTo(long limit) => Math.Min(limit, _ranges.Sum(r => (long)r.Last - r.First + 1));

    /// <summary>Texts that each fit a command line.</summary>
    internal IReadOnlyList<string> Lines(int maxLength)
    {
        var lines = new List<string>();
        var text = new StringBuilder();
        foreach (var range in _ranges)
        {
            if (text.Length > maxLength - 22)
            {
                lines.Add(text.ToString());
                text.Clear();
            }
            Append(text, range);
        }
        if (text.Length > 0)
            lines.Add(text.ToString());
        return lines;
    }

    private IEnumerator<Uid> Enumerate()
    {
        foreach (var range in _ranges)
        {
            for (ulong uid = range.First; uid <= range.Last; uid++)
                yield return new Uid((uint)uid);
        }
    }

    private static void Append(StringBuilder text, UidRange range)
    {
        if (text.Length > 0)
            text.Append(',');
        text.Append(CultureInfo.InvariantCulture, $"{range.First}");
        if (range.IsOpen)
            text.Append(":*");
        else if (range.Last != range.First)
            text.Append(CultureInfo.InvariantCulture, $":{range.Last}");
    }

    private static Uid Valid(Uid uid) => uid.Value != 0 ? uid : throw new CallerException("0 is not a UID.");
}
