namespace Mailstead.Mime.Parsing;

/// <summary>What the parts of one message share: its bytes, its limits, its defects.</summary>
internal sealed class MimeSource(ReadOnlyMemory<byte> raw, MimeLimits limits)
{
    public ReadOnlyMemory<byte> Raw { get; private set; } = raw;
    public MimeLimits Limits { get; } = limits;
    public DefectLog Defects { get; } = new();

    /// <summary>Only while parsing: the end of an embedded message is known when its parent's next delimiter is found.</summary>
    public void Trim(int length) => Raw = Raw[..length];
}
