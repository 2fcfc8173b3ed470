using System.Buffers;

namespace Mailstead.Mime.Composing;

/// <summary>Quoted-printable (RFC 2045 section 6.7) of text whose line breaks are CRLF.</summary>
internal static class QuotedPrintableWriter
{
    private const int MaxLine = 76;

    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + (text.Length / 8) + 16);
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                output.Write("\r\n"u8);
                column = 0;
                i++;
                continue;
            }
            var endsLine = i + 1 == text.Length || (text[i + 1] == '\r' && i + 2 < text.Length && text[i + 2] == '\n');
            var escape = NeedsEscape(c, endsLine, column);
            var size = escape ? 3 : 1;
            // One column is kept for the "=" of a soft break.
            if (column + size > (endsLine ? MaxLine : MaxLine - 1))
            {
                output.Write("=\r\n"u8);
                column = 0;
                escape = NeedsEscape(c, endsLine, column);
                size = escape ? 3 : 1;
            }
            if (escape) output.Write([(byte)'=', Digit(c >> 4), Digit(c & 15)]);
            else output.Write([c]);
            column += size;
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A dot and "From " at the start of a line are escaped too: some hop on the way takes them for its own.</summary>
    private static bool NeedsEscape(byte c, bool endsLine, int column) => c switch
    {
        (byte)'=' => true,
        (byte)' ' or (byte)'\t' => endsLine,
        (byte)'.' or (byte)'F' or (byte)'-' => column == 0,
        _ => c is < 33 or > 126,
    };

    private static byte Digit(int value) => (byte)"0123456789ABCDEF"[value];
}
