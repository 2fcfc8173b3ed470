namespace Mailstead.Mime.Parsing;

/// <summary>A multipart or an embedded message whose end is not yet found.</summary>
internal sealed class OpenEntity(MimePart part, byte[] boundary)
{
    public MimePart Part { get; } = part;

    /// <summary>Without the leading "--"; empty for an embedded message, which has none.</summary>
    public byte[] Boundary { get; } = boundary;

    /// <summary>The closing delimiter was seen: what follows is epilogue.</summary>
    public bool Closed { get; set; }
    public bool IsDigest { get; init; }

    /// <summary>Offset just after the closing delimiter, into the outermost message.</summary>
    public int EpilogueOffset { get; set; }
    public bool CanMatch => Boundary.Length > 0 && !Closed;
}
