namespace Mailstead.Querying;

/// <summary>What a search asks for, typed. Made by <see cref="QueryParser"/>, written by <see cref="QueryFormatter"/>, turned into IMAP keys by <see cref="QueryCompiler"/>.</summary>
/// <remarks>Compares by content. In normal form an <see cref="And"/> holds no And, an <see cref="Or"/> no Or, and both at least two parts.</remarks>
public abstract record MailQuery
{
    private MailQuery() { }

    public sealed record All : MailQuery;

    public sealed record And(IReadOnlyList<MailQuery> Parts) : MailQuery
    {
        public bool Equals(And? other) => other is not null && Parts.SequenceEqual(other.Parts);
        public override int GetHashCode() => Parts.Aggregate(17, HashCode.Combine);
    }

    public sealed record Or(IReadOnlyList<MailQuery> Parts) : MailQuery
    {
        public bool Equals(Or? other) => other is not null && Parts.SequenceEqual(other.Parts);
        public override int GetHashCode() => Parts.Aggregate(19, HashCode.Combine);
    }

    public sealed record Not(MailQuery Inner) : MailQuery;

    /// <summary>The field contains the value, without case, as the server understands it (RFC 9051 section 6.4.4).</summary>
    public sealed record Text(TextField Field, string Value) : MailQuery;

    /// <summary>The header field contains the value; an empty value: the field is there.</summary>
    public sealed record Header(string Name, string Value) : MailQuery;

    public sealed record State(MessageState Which, bool Set = true) : MailQuery;

    /// <summary>Carries the keyword, whole and without case.</summary>
    public sealed record Label(string Keyword) : MailQuery;

    public sealed record HasAttachment : MailQuery;

    /// <summary>Whole days in the server's time zone. Since includes its day, Before excludes it.</summary>
    public sealed record Date(DateRelation Relation, DateOnly Day) : MailQuery;

    /// <summary>More than this many octets.</summary>
    public sealed record Larger(uint Octets) : MailQuery;

    /// <summary>Fewer than this many octets.</summary>
    public sealed record Smaller(uint Octets) : MailQuery;

    /// <summary>Where to look; not a condition. Stands at the top level, once.</summary>
    public sealed record In(string Folder) : MailQuery;

    /// <summary>In normal form: nested Ands flattened, All dropped, one part standing for itself.</summary>
    public static MailQuery AllOf(IEnumerable<MailQuery> parts)
    {
        var flat = parts.SelectMany(p => p is And and ? and.Parts : [p]).Where(p => p is not All).ToList();
        return flat.Count switch { 0 => new All(), 1 => flat[0], _ => new And(flat) };
    }

    /// <summary>In normal form: nested Ors flattened, one part standing for itself.</summary>
    public static MailQuery AnyOf(IEnumerable<MailQuery> parts)
    {
        var flat = parts.SelectMany(p => p is Or or ? or.Parts : [p]).ToList();
        return flat.Count switch { 0 => new All(), 1 => flat[0], _ => new Or(flat) };
    }
}
