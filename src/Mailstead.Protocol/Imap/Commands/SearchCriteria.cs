namespace Mailstead.Protocol.Imap.Commands;

/// <summary>A typed search key (RFC 9051 section 6.4.4). There is no way to pass raw text through.</summary>
public abstract record SearchCriteria
{
    private SearchCriteria() { }

    /// <summary>One of several, at least one given. IMAP's OR takes two keys: halving keeps the nesting at log2 of their number.</summary>
    public static SearchCriteria AnyOf(IReadOnlyList<SearchCriteria> parts) => Half(parts, 0, parts.Count);

    public sealed record All : SearchCriteria;
    public sealed record And(IReadOnlyList<SearchCriteria> Parts) : SearchCriteria;
    public sealed record Or(SearchCriteria Left, SearchCriteria Right) : SearchCriteria;
    public sealed record Not(SearchCriteria Inner) : SearchCriteria;

    /// <summary>FROM, TO, CC, BCC, SUBJECT, BODY, TEXT.</summary>
    public sealed record Text(SearchTextKey Key, string Value) : SearchCriteria;
    public sealed record Header(string Name, string Value) : SearchCriteria;

    /// <summary>SEEN/UNSEEN, KEYWORD/UNKEYWORD and so on.</summary>
    public sealed record HasFlag(Flag Flag, bool Set = true) : SearchCriteria;

    /// <summary>SINCE / BEFORE / ON, or their SENT forms: whole days, the server's time zone.</summary>
    public sealed record Date(SearchDateKey Key, DateOnly Day) : SearchCriteria;
    public sealed record Larger(uint Octets) : SearchCriteria;
    public sealed record Smaller(uint Octets) : SearchCriteria;
    public sealed record Uids(UidSet Set) : SearchCriteria;

    private static SearchCriteria Half(IReadOnlyList<SearchCriteria> parts, int from, int to) =>
        to - from == 1 ? parts[from] : new Or(Half(parts, from, (from + to) / 2), Half(parts, (from + to) / 2, to));
}
