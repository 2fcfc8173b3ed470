using System.Text;
using System.Text.Unicode;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Encodings;

internal static class TextDecoding
{
    /// <summary>Bytes to text. 8-bit bytes under an ASCII label are read as UTF-8, else windows-1252; a byte order mark is dropped.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, Encoding? charset)
    {
        if (bytes.StartsWith("\uFEFF"u8)) return Encoding.UTF8.GetString(bytes[3..]);
        if (charset is null || charset.CodePage == Encoding.ASCII.CodePage) return HeaderText.ToText(bytes);
        if (charset is UnicodeEncoding && bytes.Length >= 2)
        {
            // UTF-16 with a mark: the mark decides the order of bytes (RFC 2781 section 3.2).
            if (bytes[0] == 0xFE && bytes[1] == 0xFF) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
            if (bytes[0] == 0xFF && bytes[1] == 0xFE) return Encoding.Unicode.GetString(bytes[2..]);
        }
        return charset.GetString(bytes);
    }

    /// <summary>True when every byte means something in that charset as far as that can be told cheaply (UTF-8 and ASCII).</summary>
    public static bool IsClean(ReadOnlySpan<byte> bytes, Encoding charset) => charset.CodePage switch
    {
        65001 => Utf8.IsValid(bytes),
        20127 => Ascii.IsValid(bytes),
        _ => true,
    };
}
