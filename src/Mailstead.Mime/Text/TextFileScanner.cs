using Mailstead.Mime.Encodings;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Text;

/// <summary>
/// Finds the files in the octets of a text, in one pass: its cost grows with the text only, whatever that pretends to begin.
/// What only looks like a file (a sentence that starts with "begin", a yEnc file without its end) stays text: nothing readable is taken away.
/// </summary>
internal ref struct TextFileScanner(ReadOnlySpan<byte> bytes, int maxFiles)
{
    /// <summary>Octets of a name, as file systems have it.</summary>
    private const int MaxName = 255;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<TextFile> _files = [];
    private readonly List<Range> _kept = [];

    /// <summary>The octets outside the files, after <see cref="Run"/>.</summary>
    public readonly ReadOnlySpan<byte> Remaining
    {
        get
        {
            var rest = new MemoryStream(_bytes.Length);
            foreach (var range in _kept) rest.Write(_bytes[range]);
            return rest.GetBuffer().AsSpan(0, (int)rest.Length);
        }
    }

    public readonly List<TextFile> Run()
    {
        int kept = 0, pos = 0;
        while (pos < _bytes.Length && _files.Count < maxFiles && NextCandidate(pos) is >= 0 and var start)
        {
            var isYenc = _bytes[start] == '=';
            var end = isYenc ? EndOfYenc(start, out pos) : EndOfUuencode(start, out pos);
            if (end < 0) continue;
            _files.Add(isYenc ? Yenc(start, end) : Uuencoded(start, end));
            _kept.Add(kept..start);
            kept = pos = end;
        }
        _kept.Add(kept.._bytes.Length);
        return _files;
    }

    /// <summary>The next line that starts as a file does.</summary>
    private readonly int NextCandidate(int pos)
    {
        while (pos < _bytes.Length && _bytes[pos..].IndexOf("begin "u8) is >= 0 and var found)
        {
            var word = pos + found;
            var start = word >= pos + 2 && _bytes[(word - 2)..word].SequenceEqual("=y"u8) ? word - 2 : word;
            if (start == 0 || _bytes[start - 1] == '\n') return start;
            pos = word + 1;
        }
        return -1;
    }

    /// <summary>After the "=yend" line, -1 when another file begins first or the text ends.</summary>
    private readonly int EndOfYenc(int start, out int resume)
    {
        resume = AfterLine(start);
        while (resume < _bytes.Length)
        {
            var line = _bytes[resume..];
            if (line.StartsWith("=ybegin "u8)) return -1;
            resume = AfterLine(resume);
            if (line.StartsWith("=yend"u8)) return resume;
        }
        return -1;
    }

    /// <summary>After the "end" line; without one, after the last line that is data beyond doubt.</summary>
    private readonly int EndOfUuencode(int start, out int resume)
    {
        resume = AfterLine(start);
        if (!IsUuHeader(Line(start))) return -1;
        var lastSure = -1;
        while (resume < _bytes.Length)
        {
            var line = Line(resume);
            if (line.SequenceEqual("end"u8)) return AfterLine(resume);
            var kind = UuLine(line);
            if (kind == UuLineKind.None) break;
            resume = AfterLine(resume);
            if (kind == UuLineKind.Full) lastSure = resume;
        }
        return lastSure;
    }

    private readonly int AfterLine(int pos) => _bytes[pos..].IndexOf((byte)'\n') is >= 0 and var lf ? pos + lf + 1 : _bytes.Length;

    private readonly ReadOnlySpan<byte> Line(int pos) => pos >= _bytes.Length ? default : _bytes[pos..AfterLine(pos)].TrimEnd("\r\n"u8);

    /// <summary>"begin 644 name": three or four octal digits, one blank.</summary>
    private static bool IsUuHeader(ReadOnlySpan<byte> line)
    {
        var rest = line["begin ".Length..];
        var digits = rest.IndexOf((byte)' ');
        return digits is 3 or 4 && rest[..digits].IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0 && digits + 1 < rest.Length;
    }

    private static UuLineKind UuLine(ReadOnlySpan<byte> line)
    {
        // A zero-length line whose one blank was cut in transit.
        if (line.IsEmpty) return UuLineKind.Short;
        if (line.IndexOfAnyExceptInRange((byte)' ', (byte)'`') >= 0) return UuLineKind.None;
        var octets = (line[0] - ' ') & 63;
        if (octets > 45) return UuLineKind.None;
        // Trailing blanks may have been cut; some encoders add one or two characters of checksum.
        var expected = 1 + ((octets + 2) / 3 * 4);
        if (line.Length > expected + 2) return UuLineKind.None;
        return line.Length >= expected && octets > 0 ? UuLineKind.Full : UuLineKind.Short;
    }

    private readonly TextFile Uuencoded(int start, int end)
    {
        var header = Line(start)["begin ".Length..];
        return new TextFile(TextFileEncoding.Uuencode, Name(header[(header.IndexOf((byte)' ') + 1)..]), _bytes[start..end].ToArray());
    }

    private readonly TextFile Yenc(int start, int end)
    {
        var header = Line(start);
        var at = header.IndexOf(" name="u8);
        var numbers = HeaderText.ToText(at < 0 ? header : header[..at]);
        return new TextFile(TextFileEncoding.Yenc, at < 0 ? "" : Name(header[(at + " name=".Length)..]), _bytes[start..end].ToArray())
        {
            PartNumber = YencDecoder.Number(numbers, "part"),
            PartCount = YencDecoder.Number(numbers, "total"),
        };
    }

    private static string Name(ReadOnlySpan<byte> name) => HeaderText.Unfold(name[..Math.Min(name.Length, MaxName)]).Trim('"');

    private enum UuLineKind { None, Short, Full }
}
