namespace Mailstead.Mime.Parsing;

/// <summary>What the parser reads at the most. Past a limit the rest is cut and a defect recorded; nothing throws.</summary>
public sealed record MimeLimits
{
    public static MimeLimits Default { get; } = new();

    /// <summary>Levels of nested parts. Real mail stays under 10; deeper trees are attacks.</summary>
    public int MaxDepth { get; init; } = 64;
    public int MaxParts { get; init; } = 1_000;

    /// <summary>Bytes of one header block.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;
    public int MaxHeaders { get; init; } = 10_000;

    /// <summary>Addresses of one header.</summary>
    public int MaxAddresses { get; init; } = 10_000;
}
