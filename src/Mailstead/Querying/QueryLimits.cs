namespace Mailstead.Querying;

/// <summary>Well above what people and agents write, well below what would burden a server: most cap a command line at 8 KB (RFC 7162 section 4).</summary>
internal static class QueryLimits
{
    /// <summary>Characters of a query.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Conditions of a query.</summary>
    public const int MaxTerms = 100;

    /// <summary>Levels of parentheses and negations.</summary>
    public const int MaxDepth = 20;
}
