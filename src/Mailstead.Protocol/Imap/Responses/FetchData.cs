using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>What FETCH told of one message; null where it was not asked for or not given. Envelope and structure are kept as bytes and read on first use; one that cannot be read is null too.</summary>
public sealed class FetchData
{
    private static readonly IReadOnlyDictionary<BodySection, ReadOnlyMemory<byte>> None = new Dictionary<BodySection, ReadOnlyMemory<byte>>();
    private Envelope? _envelope;
    private BodyStructure? _structure;
    private bool _envelopeRead;
    private bool _structureRead;

    public required Uid Uid { get; init; }
    public IReadOnlyList<Flag>? Flags { get; init; }
    public DateTimeOffset? InternalDate { get; init; }
    public uint? Size { get; init; }
    public ModSeq? ModSeq { get; init; }

    public Envelope? Envelope
    {
        get
        {
            if (!_envelopeRead)
            {
                _envelope = EnvelopeOctets.IsEmpty ? null : EnvelopeParser.TryParse(EnvelopeOctets);
                Volatile.Write(ref _envelopeRead, true);
            }
            return _envelope;
        }
        init => (_envelope, _envelopeRead) = (value, true);
    }

    public BodyStructure? BodyStructure
    {
        get
        {
            if (!_structureRead)
            {
                _structure = StructureOctets.IsEmpty ? null : BodyStructureParser.TryParse(StructureOctets.Span);
                Volatile.Write(ref _structureRead, true);
            }
            return _structure;
        }
        init => (_structure, _structureRead) = (value, true);
    }

    /// <summary>Bodies by section as asked for.</summary>
    public IReadOnlyDictionary<BodySection, ReadOnlyMemory<byte>> Sections { get; init; } = None;

    internal ReadOnlyMemory<byte> EnvelopeOctets { get; init; }
    internal ReadOnlyMemory<byte> StructureOctets { get; init; }

    /// <summary>Sections in the response, those included that are NIL or were streamed.</summary>
    internal int SectionsTold { get; init; }

    /// <summary>What it keeps in memory, near enough.</summary>
    internal long Octets => EnvelopeOctets.Length + StructureOctets.Length + Sections.Sum(s => (long)s.Value.Length);

    internal bool Has(FetchItems items) =>
        (!items.HasFlag(FetchItems.Flags) || Flags is not null)
        && (!items.HasFlag(FetchItems.InternalDate) || InternalDate is not null)
        && (!items.HasFlag(FetchItems.Size) || Size is not null)
        && (!items.HasFlag(FetchItems.Envelope) || !EnvelopeOctets.IsEmpty)
        && (!items.HasFlag(FetchItems.BodyStructure) || !StructureOctets.IsEmpty)
        && (!items.HasFlag(FetchItems.ModSeq) || ModSeq is not null);

    /// <summary>Servers may tell of one message in several responses: the later word wins.</summary>
    internal FetchData With(FetchData later) => new()
    {
        Uid = Uid,
        Flags = later.Flags ?? Flags,
        InternalDate = later.InternalDate ?? InternalDate,
        Size = later.Size ?? Size,
        ModSeq = later.ModSeq ?? ModSeq,
        EnvelopeOctets = later.EnvelopeOctets.IsEmpty ? EnvelopeOctets : later.EnvelopeOctets,
        StructureOctets = later.StructureOctets.IsEmpty ? StructureOctets : later.StructureOctets,
        SectionsTold = SectionsTold + later.SectionsTold,
        Sections = later.Sections.Count == 0 ? Sections
            : Sections.Count == 0 ? later.Sections
            : Sections.Concat(later.Sections).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value),
    };
}
