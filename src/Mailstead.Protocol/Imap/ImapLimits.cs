namespace Mailstead.Protocol.Imap;

/// <summary>What we accept from a server. Past a limit the connection is dropped with <c>limit_exceeded</c>.</summary>
public sealed record ImapLimits
{
    public static ImapLimits Default { get; } = new();

    /// <summary>Bytes of one response line outside literals.</summary>
    public int MaxLineBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of one line of FETCH, SEARCH, ESEARCH or VANISHED outside literals: a message to thousands, or a search with a million hits, is honest.</summary>
    public int MaxDataLineBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of one literal that is not a body: a subject, a folder name.</summary>
    public int MaxInlineLiteralBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of one response with all its lines and inline literals, bodies left out.</summary>
    public int MaxFrameBytes { get; init; } = 16 << 20;

    /// <summary>Bodies of one FETCH response.</summary>
    public int MaxBodiesPerResponse { get; init; } = 1_000;

    /// <summary>Literals of one response, bodies and others. A message to two thousand people may have three for each.</summary>
    public int MaxLiteralsPerResponse { get; init; } = 20_000;

    /// <summary>Hits of one search, and UIDs in any set of a server's that we spell out.</summary>
    public int MaxSetSize { get; init; } = 2_000_000;

    /// <summary>Bytes of one literal that is kept in memory (streamed literals are bounded by <see cref="MaxStreamedLiteralBytes"/>).</summary>
    public long MaxLiteralBytes { get; init; } = 64L << 20;

    /// <summary>Bytes that one FETCH into a list may bring, all messages together: bodies, envelopes, structures. Who wants more lets them stream.</summary>
    public long MaxFetchBytes { get; init; } = 256L << 20;
    public long MaxStreamedLiteralBytes { get; init; } = 1L << 30;

    /// <summary>Nesting of parentheses.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Untagged responses that one command may bring before it must end.</summary>
    public int MaxResponsesPerCommand { get; init; } = 2_000_000;
}
