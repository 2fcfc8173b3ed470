namespace Mailstead.Auditing;

/// <param name="Path">Of the current file; rotated ones lie beside it as NAME-TIME-RANDOM.EXT.</param>
public sealed record AuditFileOptions(string Path)
{
    /// <summary>Octets after which the file is rotated. 16 MB holds about 50,000 operations.</summary>
    public long MaxFileBytes { get; init; } = 16 << 20;

    /// <summary>Rotated files that are kept; the oldest goes. With the default size: 256 MB at the most.</summary>
    public int MaxRotatedFiles { get; init; } = 15;
}
