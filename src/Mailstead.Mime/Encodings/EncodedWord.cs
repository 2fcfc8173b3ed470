using System.Buffers;
using System.Text;

namespace Mailstead.Mime.Encodings;

/// <summary>One "=?charset?encoding?text?=" found in a line (RFC 2047 section 2).</summary>
/// <param name="End">Index after the closing "?=".</param>
internal readonly record struct EncodedWord(Encoding Charset, bool IsBase64, Range Text, int End)
{
    /// <summary>A charset label, RFC 2231 language included, is never longer.</summary>
    private const int MaxLabel = 80;

    /// <summary>
    /// Reads the word that starts at <paramref name="start"/> ("=?"). More is taken than the grammar allows, because it is sent:
    /// blanks in Q text, words over 75 characters.
    /// </summary>
    /// <param name="closing">Index of a "?=" known to be ahead, kept between calls so that a line of broken openings costs one pass.</param>
    /// <param name="beyond">Index of a character that Q text cannot hold, kept likewise.</param>
    public static bool TryRead(string line, int start, ref int closing, ref int beyond, out EncodedWord word)
    {
        word = default;
        var label = start + 2;
        var labelEnd = line.AsSpan(label, Math.Min(MaxLabel, line.Length - label)).IndexOfAny('?', ' ');
        if (labelEnd <= 0 || line[label + labelEnd] != '?') return false;
        var kind = label + labelEnd + 1;
        if (kind + 1 >= line.Length || line[kind + 1] != '?') return false;
        var isBase64 = (line[kind] | 0x20) == 'b';
        if (!isBase64 && (line[kind] | 0x20) != 'q') return false;

        var text = kind + 2;
        if (closing < text)
        {
            var next = line.AsSpan(text).IndexOf("?=", StringComparison.Ordinal);
            closing = next < 0 ? int.MaxValue : text + next;
        }
        if (closing == int.MaxValue) return false;
        if (!isBase64 && beyond < text)
        {
            var next = line.AsSpan(text).IndexOfAnyExceptInRange('\0', '~');
            beyond = next < 0 ? int.MaxValue : text + next;
        }
        if (!isBase64 && beyond < closing) return false;
        var name = line.AsSpan(label, labelEnd);
        var language = name.IndexOf('*');
        if (Charsets.Find((language < 0 ? name : name[..language]).ToString()) is not { } charset) return false;
        word = new EncodedWord(charset, isBase64, text..closing, closing + 2);
        return true;
    }

    /// <summary>False when the text is not what its encoding allows; then the word is left as it stands.</summary>
    public bool TryDecode(string line, ArrayBufferWriter<byte> bytes)
    {
        var text = line.AsSpan()[Text];
        return IsBase64 ? TryBase64(text, bytes) : TryQ(text, bytes);
    }

    private static bool TryBase64(ReadOnlySpan<char> text, ArrayBufferWriter<byte> bytes)
    {
        uint bits = 0;
        var count = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '=') continue;
            var value = Base64Decoder.Value(c);
            if (value < 0) return false;
            bits = (bits << 6) | (uint)value;
            if (++count % 4 != 0) continue;
            bytes.Write([(byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
            bits = 0;
        }
        switch (count % 4)
        {
            case 1: return false;
            case 2: bytes.Write([(byte)(bits >> 4)]); break;
            case 3: bytes.Write([(byte)(bits >> 10), (byte)(bits >> 2)]); break;
            default: break;
        }
        return true;
    }

    private static bool TryQ(ReadOnlySpan<char> text, ArrayBufferWriter<byte> bytes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Write([(byte)((Hex.Value(text[i + 1]) << 4) | Hex.Value(text[i + 2]))]);
                i += 2;
            }
            else if (c > 126) return false;
            else bytes.Write([c == '_' ? (byte)' ' : (byte)c]);
        }
        return true;
    }
}
