using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Parsing;

/// <summary>
/// One pass from the first byte to the last, with an explicit list of open entities instead of recursion:
/// the stack does not grow with the input, and no byte is looked at twice for structure.
/// </summary>
internal ref struct StructureParser
{
    /// <summary>No configured depth goes past this: walks over the finished tree may recurse.</summary>
    private const int DepthCeiling = 512;
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly MimeLimits _limits;
    private readonly List<OpenEntity> _open = [];
    private BoundaryMatcher _boundaries;
    private int _parts;

    private StructureParser(ReadOnlyMemory<byte> raw, MimeLimits limits)
    {
        _raw = raw;
        _bytes = raw.Span;
        _limits = limits;
        _boundaries = new BoundaryMatcher(_open);
    }

    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits limits, int depth, string section)
    {
        var parser = new StructureParser(raw, limits);
        return parser.Run(depth, section);
    }

    private MimeMessage Run(int baseDepth, string section)
    {
        var source = new MimeSource(_raw, _limits);
        var root = new MimePart(source, baseOffset: 0) { RootSection = section, Depth = baseDepth };
        var part = root;
        var pos = 0;
        while (true)
        {
            // An entity starts at pos: its header, then what stands in it.
            _parts++;
            var opened = ReadHeader(part, pos);
            pos = part.AbsoluteBody;
            if (opened is { Boundary.Length: 0 })
            {
                _open.Add(opened);
                part = EmbedMessage(part, pos);
                continue;
            }
            if (opened is not null) _open.Add(opened);

            if (!NextSibling(opened is null ? part : null, ref pos)) break;
            var parent = _open[^1];
            part = parent.Part.AddChild(parent.IsDigest);
        }
        return new MimeMessage(source, root);
    }

    /// <summary>Ends what the next delimiter ends. True when an entity starts at <paramref name="pos"/>, false when all is read.</summary>
    private bool NextSibling(MimePart? leaf, ref int pos)
    {
        while (true)
        {
            var hit = _boundaries.FindNext(_bytes, pos);
            leaf?.EndBody(hit.ContentEnd);
            leaf = null;
            CloseDownTo(hit.Level, hit.ContentEnd);
            if (hit.Level < 0) return false;
            pos = hit.Next;
            var entity = _open[hit.Level];
            if (hit.IsClose)
            {
                entity.Closed = true;
                entity.EpilogueOffset = hit.Next;
                continue;
            }
            if (_parts < _limits.MaxParts) return true;
            Record(entity.Part, MimeDefectKind.PartLimit, pos);
            CloseDownTo(-1, _bytes.Length);
            return false;
        }
    }

    private void CloseDownTo(int level, int end)
    {
        for (var i = _open.Count - 1; i > level; i--)
        {
            var entity = _open[i];
            entity.Part.EndBody(end);
            if (entity.Boundary.Length == 0) entity.Part.EndEmbedded(end);
            else if (!entity.Closed) Record(entity.Part, MimeDefectKind.BoundaryNotClosed, end);
            else if (end > entity.EpilogueOffset && _bytes[entity.EpilogueOffset..end].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                Record(entity.Part, MimeDefectKind.ContentAfterClosingBoundary, entity.EpilogueOffset);
            _open.RemoveAt(i);
        }
    }

    /// <summary>Null for a leaf, else what to push: with a boundary for a multipart, without for a message inside.</summary>
    private OpenEntity? ReadHeader(MimePart part, int pos)
    {
        var scan = HeaderScan.Run(_bytes, pos, _limits, ref _boundaries);
        part.SetHeader(pos, scan.HeaderEnd, scan.BodyOffset);
        if (scan.Truncated) Record(part, MimeDefectKind.HeadersTruncated, scan.HeaderEnd);
        if (scan.NoFields) Record(part, MimeDefectKind.HeaderLineWithoutColon, pos);

        var kind = ContentTypeParser.Classify(scan.ContentType, part.IsDigestMember);
        part.SetKind(kind);
        if (kind == StructureKind.Leaf) return null;
        if (part.Depth >= Math.Min(_limits.MaxDepth, DepthCeiling))
        {
            Record(part, MimeDefectKind.DepthLimit, pos);
            return null;
        }
        if (kind == StructureKind.Message)
        {
            // An encoded message has no offsets in these bytes; it is parsed from its decoded body when asked for.
            return TransferEncodings.Read(scan.TransferEncoding).IsIdentity() && _parts < _limits.MaxParts ? new OpenEntity(part, []) : null;
        }
        var boundary = ContentTypeParser.Boundary(scan.ContentType);
        if (boundary.Length > 0) return new OpenEntity(part, boundary) { IsDigest = ContentTypeParser.IsDigest(scan.ContentType) };
        Record(part, MimeDefectKind.MissingBoundary, pos);
        return null;
    }

    private readonly MimePart EmbedMessage(MimePart container, int start)
    {
        // Its length is set when it ends; until then its bytes run to the end of ours.
        var root = new MimePart(new MimeSource(_raw[start..], _limits), start) { Container = container, Depth = container.Depth + 1 };
        container.BeginEmbedded(root);
        return root;
    }

    private static void Record(MimePart part, MimeDefectKind kind, int absolute)
        => part.Source.Defects.Add(kind, absolute - part.BaseOffset);
}
