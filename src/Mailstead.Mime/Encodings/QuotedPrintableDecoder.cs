using System.Buffers;

namespace Mailstead.Mime.Encodings;

/// <summary>Quoted-printable of a body (RFC 2045 section 6.7).</summary>
internal static class QuotedPrintableDecoder
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("=\n"u8);

    /// <param name="target">At least as long as <paramref name="source"/>.</param>
    /// <param name="damaged">An "=" that starts no escape was met; it stays as it is.</param>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target, out bool damaged)
    {
        damaged = false;
        // Blanks before a line break are transport padding, except what an escape produced: not below the floor.
        int written = 0, floor = 0, pos = 0;
        while (pos < source.Length)
        {
            if (source[pos] is not ((byte)'=' or (byte)'\n'))
            {
                var plain = source[pos..].IndexOfAny(Special);
                if (plain < 0) plain = source.Length - pos;
                source.Slice(pos, plain).CopyTo(target[written..]);
                written += plain;
                pos += plain;
                if (pos == source.Length) break;
            }
            if (source[pos] == '\n')
            {
                var carriageReturn = written > floor && target[written - 1] == '\r';
                if (carriageReturn) written--;
                while (written > floor && target[written - 1] is (byte)' ' or (byte)'\t') written--;
                if (carriageReturn) target[written++] = (byte)'\r';
                target[written++] = (byte)'\n';
                pos++;
            }
            else if (pos + 2 < source.Length && Hex.Value(source[pos + 1]) is >= 0 and var high && Hex.Value(source[pos + 2]) is >= 0 and var low)
            {
                target[written++] = (byte)((high << 4) | low);
                pos += 3;
            }
            else if (SoftBreak(source[(pos + 1)..]) is >= 0 and var skip) pos += 1 + skip;
            else
            {
                damaged = true;
                target[written++] = (byte)'=';
                pos++;
            }
            floor = written;
        }
        return written;
    }

    /// <summary>Length of the rest of the line when only blanks follow the "=", else -1.</summary>
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAnyExcept(" \t\r"u8);
        if (end < 0) return rest.Length;
        return rest[end] == '\n' ? end + 1 : -1;
    }
}
