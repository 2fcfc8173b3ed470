using System.Numerics;
using System.Runtime.InteropServices;

namespace Mailstead.Mime.Parsing;

/// <summary>Bytes that no message may hold: NUL, CR or LF alone, lines over 998 (RFC 5322 sections 2.1.1 and 2.3). The first of each kind is recorded.</summary>
internal static class RawLineInspector
{
    /// <summary>Without CRLF.</summary>
    private const int MaxLine = 998;

    public static void Inspect(MimeSource source)
    {
        var bytes = source.Raw.Span;
        Record(source, MimeDefectKind.NulByte, bytes.IndexOf((byte)0));
        Record(source, MimeDefectKind.BareLineFeed, FindLoneLineFeed(bytes));
        Record(source, MimeDefectKind.BareCarriageReturn, FindLoneCarriageReturn(bytes));
        Record(source, MimeDefectKind.LineTooLong, FindLongLine(bytes));
    }

    private static void Record(MimeSource source, MimeDefectKind kind, int offset)
    {
        if (offset >= 0) source.Defects.Add(kind, offset);
    }

    private static int FindLoneLineFeed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] == '\n') return 0;
        return FindPair(bytes, static (before, at) => at == '\n' && before != '\r', static (before, at)
            => Vector.AndNot(Vector.Equals(at, new Vector<byte>((byte)'\n')), Vector.Equals(before, new Vector<byte>((byte)'\r')))) is >= 0 and var found ? found + 1 : -1;
    }

    private static int FindLoneCarriageReturn(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[^1] == '\r' && FindCarriageReturnPair(bytes) < 0) return bytes.Length - 1;
        return FindCarriageReturnPair(bytes);
    }

    private static int FindCarriageReturnPair(ReadOnlySpan<byte> bytes)
        => FindPair(bytes, static (before, at) => before == '\r' && at != '\n', static (before, at)
            => Vector.AndNot(Vector.Equals(before, new Vector<byte>((byte)'\r')), Vector.Equals(at, new Vector<byte>((byte)'\n'))));

    /// <summary>Index of the first of two neighbours that match.</summary>
    private static int FindPair(ReadOnlySpan<byte> bytes, Func<byte, byte, bool> one, Func<Vector<byte>, Vector<byte>, Vector<byte>> many)
    {
        var i = 0;
        for (; i + Vector<byte>.Count < bytes.Length; i += Vector<byte>.Count)
        {
            var before = MemoryMarshal.Read<Vector<byte>>(bytes[i..]);
            var at = MemoryMarshal.Read<Vector<byte>>(bytes[(i + 1)..]);
            if (Vector.EqualsAll(many(before, at), Vector<byte>.Zero)) continue;
            break;
        }
        for (; i + 1 < bytes.Length; i++)
            if (one(bytes[i], bytes[i + 1])) return i;
        return -1;
    }

    private static int FindLongLine(ReadOnlySpan<byte> bytes)
    {
        // From each line start hop to the last break within reach; none in reach is a line too long.
        var start = 0;
        while (bytes.Length - start > MaxLine + 2)
        {
            var reach = bytes.Slice(start, MaxLine + 2).LastIndexOf((byte)'\n');
            if (reach < 0) return start;
            start += reach + 1;
        }
        var tail = bytes[start..];
        return tail.Length > MaxLine && tail.TrimEnd("\r\n"u8).Length > MaxLine && tail[..^2].IndexOf((byte)'\n') < 0 ? start : -1;
    }
}
