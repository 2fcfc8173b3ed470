namespace Mailstead.Benchmarks.Load;

/// <summary>The fetches that ours and the raw drain are asked for alike.</summary>
internal static class FetchWork
{
    /// <summary>What a list of mail is made from, as values that keep envelope and structure as octets.</summary>
    public const string Summary = "summary";

    /// <summary>The same, and every envelope and structure read: what a list of mail costs to show.</summary>
    public const string Read = "read";

    /// <summary>Every message whole.</summary>
    public const string Bodies = "bodies";

    /// <summary>The items as our client writes them, so that the server does the same work for both.</summary>
    public static string ItemsOf(string what) => what switch
    {
        Summary or Read => "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)",
        Bodies => "(UID FLAGS BODY.PEEK[])",
        _ => throw new LoadUsageException($"--what is {Summary}, {Read} or {Bodies}, not '{what}'."),
    };
}
