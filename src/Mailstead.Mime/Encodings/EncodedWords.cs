using System.Buffers;
using System.Text;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Encodings;

/// <summary>RFC 2047.</summary>
public static class EncodedWords
{
    /// <summary>Unfolds and decodes the bytes of a header value.</summary>
    public static string Decode(ReadOnlySpan<byte> headerValue) => Decode(HeaderText.Unfold(headerValue));

    /// <summary>
    /// Blanks between words vanish; neighbours of one charset are joined before they are decoded, so that a character
    /// split between two words survives. What is not a valid word stays. Never yields a control character that came out of a word.
    /// </summary>
    public static string Decode(string headerValue)
    {
        if (!headerValue.Contains("=?", StringComparison.Ordinal)) return headerValue;
        var result = new StringBuilder(headerValue.Length);
        var pending = new ArrayBufferWriter<byte>(64);
        Encoding? charset = null;
        var scratch = new ArrayBufferWriter<byte>(64);
        var (closing, beyond) = (-1, -1);
        var pos = 0;
        while (pos < headerValue.Length)
        {
            var start = headerValue.IndexOf("=?", pos, StringComparison.Ordinal);
            if (start < 0) break;
            if (!EncodedWord.TryRead(headerValue, start, ref closing, ref beyond, out var word) || !Append(headerValue, word, scratch, ref charset, pending, result, pos, start))
            {
                // Text up to and with this "=?" is text; the words before it are over.
                Flush(ref charset, pending, result);
                result.Append(headerValue, pos, start + 2 - pos);
                pos = start + 2;
                continue;
            }
            pos = word.End;
        }
        Flush(ref charset, pending, result);
        return result.Append(headerValue, pos, headerValue.Length - pos).ToString();
    }

    private static bool Append(
        string line, EncodedWord word, ArrayBufferWriter<byte> bytes, ref Encoding? charset, ArrayBufferWriter<byte> pending, StringBuilder result, int from, int start)
    {
        bytes.ResetWrittenCount();
        if (!word.TryDecode(line, bytes)) return false;
        var gap = line.AsSpan(from, start - from);
        var adjacent = charset is not null && gap.IsWhiteSpace();
        if (!adjacent || charset!.CodePage != word.Charset.CodePage) Flush(ref charset, pending, result);
        if (!adjacent) result.Append(gap);
        pending.Write(bytes.WrittenSpan);
        charset = word.Charset;
        return true;
    }

    private static void Flush(ref Encoding? charset, ArrayBufferWriter<byte> pending, StringBuilder result)
    {
        if (charset is null) return;
        result.Append(HeaderText.Clean(TextDecoding.Decode(pending.WrittenSpan, charset)));
        pending.ResetWrittenCount();
        charset = null;
    }
}
