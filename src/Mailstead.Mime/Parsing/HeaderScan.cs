using System.Text;

namespace Mailstead.Mime.Parsing;

/// <summary>
/// Finds the end of a header block and the two fields that decide structure, without making a string.
/// The whole list of fields is built only when someone asks (<see cref="Headers.HeaderList"/>).
/// </summary>
internal ref struct HeaderScan
{
    /// <summary>End of the fields that count, by the limits.</summary>
    public int HeaderEnd;

    /// <summary>After the blank line; or where the fields stop when there is none.</summary>
    public int BodyOffset;
    public bool Truncated;

    /// <summary>The first line is not a field: the body starts at once (a part without headers and without the blank line).</summary>
    public bool NoFields;
    public ReadOnlySpan<byte> ContentType;
    public ReadOnlySpan<byte> TransferEncoding;

    public static HeaderScan Run(ReadOnlySpan<byte> bytes, int start, MimeLimits limits, ref BoundaryMatcher boundaries)
    {
        var scan = default(HeaderScan);
        int pos = start, fields = 0, byteLimit = (int)Math.Min((long)start + limits.MaxHeaderBytes, bytes.Length);
        while (pos < bytes.Length)
        {
            var rest = bytes[pos..];
            if (rest[0] is (byte)'\n' || rest.StartsWith("\r\n"u8))
            {
                scan.Finish(pos, pos + (rest[0] == '\n' ? 1 : 2));
                return scan;
            }
            if (rest.StartsWith("--"u8) && boundaries.IsDelimiter(bytes, pos)) break;
            var length = FieldLength(rest);
            if (fields == 0 && !IsMboxLine(rest) && !IsField(rest[..length]))
            {
                scan.NoFields = true;
                break;
            }
            fields++;
            if (!scan.Truncated && (fields > limits.MaxHeaders || pos + length > byteLimit))
            {
                scan.Truncated = true;
                scan.HeaderEnd = pos;
            }
            if (!scan.Truncated) scan.Note(rest[..length]);
            pos += length;
        }
        scan.Finish(pos, pos);
        return scan;
    }

    /// <summary>Length of a field with its folded lines and its line break.</summary>
    public static int FieldLength(ReadOnlySpan<byte> rest)
    {
        var end = 0;
        while (true)
        {
            var lf = rest[end..].IndexOf((byte)'\n');
            if (lf < 0) return rest.Length;
            end += lf + 1;
            if (end == rest.Length || rest[end] is not ((byte)' ' or (byte)'\t')) return end;
        }
    }

    /// <summary>True for "name:" with the obsolete blank before the colon allowed (RFC 5322 section 4.5).</summary>
    public static bool IsField(ReadOnlySpan<byte> line) => NameLength(line) > 0;

    public static int NameLength(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return 0;
        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0 ? name.Length : 0;
    }

    /// <summary>The separator line of an mbox file, left on top of a message.</summary>
    public static bool IsMboxLine(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    private void Finish(int headerEnd, int bodyOffset)
    {
        if (!Truncated) HeaderEnd = headerEnd;
        BodyOffset = bodyOffset;
    }

    private void Note(ReadOnlySpan<byte> field)
    {
        if ((field[0] | 0x20) != 'c') return;
        if (ContentType.IsEmpty && Names(field, "content-type")) ContentType = field;
        else if (TransferEncoding.IsEmpty && Names(field, "content-transfer-encoding")) TransferEncoding = field;
    }

    private static bool Names(ReadOnlySpan<byte> field, string name)
        => field.Length > name.Length
            && field[name.Length] is (byte)':' or (byte)' ' or (byte)'\t'
            && Ascii.EqualsIgnoreCase(field[..name.Length], name)
            && NameLength(field) == name.Length;
}
