namespace Mailstead.Mime.Parsing;

/// <summary>
/// Finds the next boundary line of any open multipart. One vectorised search for a line break and two dashes
/// passes over bodies at memory speed; only candidates are compared with the open boundaries, innermost first.
/// </summary>
internal readonly ref struct BoundaryMatcher(List<OpenEntity> open)
{
    private readonly List<OpenEntity> _open = open;

    /// <param name="from">A line start, or the end of a delimiter.</param>
    public Delimiter FindNext(ReadOnlySpan<byte> bytes, int from)
    {
        if (!AnyOpen()) return new Delimiter(-1, false, bytes.Length, bytes.Length);
        var level = Match(bytes, from, out var isClose, out var next);
        if (level >= 0) return new Delimiter(level, isClose, from, next);
        var pos = from;
        while (true)
        {
            var found = bytes[pos..].IndexOf("\n--"u8);
            if (found < 0) return new Delimiter(-1, false, bytes.Length, bytes.Length);
            var line = pos + found + 1;
            level = Match(bytes, line, out isClose, out next);
            if (level >= 0)
            {
                var end = line - 1;
                if (end > from && bytes[end - 1] == '\r') end--;
                return new Delimiter(level, isClose, end, next);
            }
            pos = line + 1;
        }
    }

    public bool IsDelimiter(ReadOnlySpan<byte> bytes, int line) => Match(bytes, line, out _, out _) >= 0;

    private bool AnyOpen()
    {
        foreach (var entity in _open)
            if (entity.CanMatch) return true;
        return false;
    }

    /// <summary>The whole line must be the boundary, closing dashes and trailing blanks aside: a longer boundary with the same start is another one.</summary>
    private int Match(ReadOnlySpan<byte> bytes, int line, out bool isClose, out int next)
    {
        isClose = false;
        next = 0;
        var rest = bytes[line..];
        if (!rest.StartsWith("--"u8)) return -1;
        rest = rest[2..];
        for (var level = _open.Count - 1; level >= 0; level--)
        {
            var entity = _open[level];
            if (!entity.CanMatch || !rest.StartsWith(entity.Boundary)) continue;
            var tail = rest[entity.Boundary.Length..];
            if (EndsLine(tail, out var skip)) isClose = false;
            // The line break after a closing delimiter is epilogue, and so may be the start of the parent's next delimiter.
            else if (tail.StartsWith("--"u8) && EndsLine(tail[2..], out _)) (isClose, skip) = (true, 2);
            else continue;
            next = line + 2 + entity.Boundary.Length + skip;
            return level;
        }
        return -1;
    }

    private static bool EndsLine(ReadOnlySpan<byte> tail, out int skip)
    {
        skip = tail.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
        if (skip < 0)
        {
            skip = tail.Length;
            return true;
        }
        if (tail[skip] != '\n') return false;
        skip++;
        return true;
    }
}
