using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>What FETCH told of one message; null where it was not asked for or not given.</summary>
public sealed class FetchData
{
    public required Uid Uid { get; init; }
    public IReadOnlyList<Flag>? Flags { get; init; }
    public DateTimeOffset? InternalDate { get; init; }
    public uint? Size { get; init; }
    public Envelope? Envelope { get; init; }
    public BodyStructure? BodyStructure { get; init; }
    public ModSeq? ModSeq { get; init; }

    /// <summary>Bodies by section as asked for.</summary>
    public IReadOnlyDictionary<BodySection, ReadOnlyMemory<byte>> Sections { get; init; } = new Dictionary<BodySection, ReadOnlyMemory<byte>>();
}
