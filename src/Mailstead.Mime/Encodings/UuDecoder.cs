using System.Buffers;

namespace Mailstead.Mime.Encodings;

/// <summary>uuencode: "begin 644 name", lines that start with their own length, "end".</summary>
internal static class UuDecoder
{
    /// <summary>Blanks that were cut in transit come back, but not without end: a file larger than this never grows beyond what carried it.</summary>
    public const int SmallFile = 4096;

    public static byte[] Decode(ReadOnlySpan<byte> source, out bool damaged)
    {
        damaged = true;
        var most = Math.Max(source.Length, SmallFile);
        var output = new ArrayBufferWriter<byte>((source.Length * 3 / 4) + 3);
        var begun = false;
        while (!source.IsEmpty)
        {
            var lf = source.IndexOf((byte)'\n');
            var line = (lf < 0 ? source : source[..lf]).TrimEnd((byte)'\r');
            source = lf < 0 ? default : source[(lf + 1)..];
            if (!begun)
            {
                begun = line.StartsWith("begin "u8);
                continue;
            }
            if (line.SequenceEqual("end"u8))
            {
                damaged = false;
                break;
            }
            if (line.IsEmpty) continue;
            if (output.WrittenCount + Six(line[0]) > most || !DecodeLine(line, output)) break;
        }
        return output.WrittenSpan.ToArray();
    }

    private static bool DecodeLine(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
    {
        var length = Six(line[0]);
        if (length is < 0 or > 45) return false;
        var text = line[1..];
        for (var i = 0; length > 0; i += 4)
        {
            // Trailing blanks, which stand for zero, may have been cut in transit.
            int a = At(text, i), b = At(text, i + 1), c = At(text, i + 2), d = At(text, i + 3);
            if ((a | b | c | d) < 0) return false;
            ReadOnlySpan<byte> three = [(byte)((a << 2) | (b >> 4)), (byte)((b << 4) | (c >> 2)), (byte)((c << 6) | d)];
            output.Write(three[..Math.Min(3, length)]);
            length -= 3;
        }
        return true;
    }

    private static int At(ReadOnlySpan<byte> text, int index) => index < text.Length ? Six(text[index]) : 0;

    private static int Six(byte c) => c is >= 32 and <= 96 ? (c - 32) & 63 : -1;
}
