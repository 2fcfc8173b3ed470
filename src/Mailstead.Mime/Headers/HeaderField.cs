using Mailstead.Mime.Encodings;

namespace Mailstead.Mime.Headers;

/// <param name="Raw">The field as it stands, name, colon and folds included.</param>
public readonly record struct HeaderField(string Name, ReadOnlyMemory<byte> Raw)
{
    /// <summary>Unfolded, encoded words decoded (RFC 2047), 8-bit read as UTF-8 (RFC 6532) else windows-1252; control characters removed.</summary>
    public string Value => EncodedWords.Decode(UndecodedValue);

    /// <summary>As <see cref="Value"/> with encoded words as they stand: what a structured field (addresses, parameters) is parsed from.</summary>
    public string UndecodedValue
    {
        get
        {
            var raw = Raw.Span;
            return HeaderText.Unfold(raw[(raw.IndexOf((byte)':') + 1)..]);
        }
    }
}
