namespace Mailstead.Mime.Parsing;

/// <summary>What is wrong in one message, in the order found. Bounded: a hostile message cannot fill memory with its own faults.</summary>
internal sealed class DefectLog
{
    /// <summary>More than a person reads; the first ones tell the story.</summary>
    private const int Capacity = 1_000;
    private readonly Lock _gate = new();
    private HashSet<MimeDefect>? _seen;
    private MimeDefect[]? _snapshot;

    public void Add(MimeDefectKind kind, int offset)
    {
        lock (_gate)
        {
            _seen ??= [];
            if (_seen.Count < Capacity && _seen.Add(new MimeDefect(kind, offset))) _snapshot = null;
        }
    }

    public IReadOnlyList<MimeDefect> Snapshot()
    {
        lock (_gate) return _seen is null ? [] : _snapshot ??= [.. _seen];
    }
}
