using System.Text;
using Mailstead.Mime.Parsing;
using Base64s = System.Buffers.Text.Base64;

namespace Mailstead.Mime.Composing;

/// <summary>Chooses how a body travels: as it is when that is safe, else the shorter of quoted-printable and base64.</summary>
internal static class BodyEncoding
{
    /// <summary>Text lines under 78 read well as they are; RFC 5322 section 2.1.1 would allow 998.</summary>
    private const int MaxPlainLine = 78, Base64Line = 76;

    public static (TransferEncoding Encoding, byte[] Bytes) Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(WithCrlf(text));
        if (IsPlain(bytes, MaxPlainLine) && !HasFromLine(bytes)) return (TransferEncoding.SevenBit, bytes);
        var quoted = QuotedPrintableWriter.Encode(bytes);
        return quoted.Length <= bytes.Length * 4L / 3 * 78 / 76 ? (TransferEncoding.QuotedPrintable, quoted) : (TransferEncoding.Base64, Base64(bytes));
    }

    /// <summary>"From " at the start of a line becomes ">From " in an mbox file on the way.</summary>
    private static bool HasFromLine(ReadOnlySpan<byte> bytes) => bytes.StartsWith("From "u8) || bytes.IndexOf("\nFrom "u8) >= 0;

    /// <summary>Seven-bit lines of a length SMTP carries, ended by CRLF: can be written untouched and comes back byte for byte.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> bytes, int maxLine = 998)
    {
        if (!Ascii.IsValid(bytes) || bytes.Contains((byte)0)) return false;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0) return bytes.Length <= maxLine;
            if (end > maxLine || !bytes[end..].StartsWith("\r\n"u8)) return false;
            bytes = bytes[(end + 2)..];
        }
        return true;
    }

    public static byte[] Base64(ReadOnlySpan<byte> bytes)
    {
        const int chunk = Base64Line / 4 * 3;
        var lines = (bytes.Length + chunk - 1) / chunk;
        var output = new byte[Base64s.GetMaxEncodedToUtf8Length(bytes.Length) + (lines * 2)];
        var written = 0;
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(chunk, bytes.Length)..])
        {
            Base64s.EncodeToUtf8(bytes[..Math.Min(chunk, bytes.Length)], output.AsSpan(written), out _, out var length);
            written += length;
            output[written++] = (byte)'\r';
            output[written++] = (byte)'\n';
        }
        return output;
    }

    /// <summary>CR, LF and CRLF become CRLF, and the text ends with one.</summary>
    public static string WithCrlf(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (!lines.EndsWith('\n')) lines += "\n";
        return lines.Replace("\n", "\r\n", StringComparison.Ordinal);
    }
}
