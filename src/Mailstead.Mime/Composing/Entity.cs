using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Composing;

/// <summary>A part to be written: a leaf with its encoded bytes, or a multipart with children.</summary>
internal sealed record Entity(string MediaType)
{
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];
    public TransferEncoding Encoding { get; init; } = TransferEncoding.SevenBit;
    public ReadOnlyMemory<byte> Bytes { get; init; }
    public string? Disposition { get; init; }
    public string FileName { get; init; } = "";
    public string? ContentId { get; init; }

    /// <summary>Not null for a multipart.</summary>
    public IReadOnlyList<Entity>? Children { get; init; }

    /// <summary>This and all below: three levels at the most.</summary>
    public IEnumerable<Entity> SelfAndDescendants() => Children is null ? [this] : Children.SelectMany(c => c.SelfAndDescendants()).Prepend(this);
}
