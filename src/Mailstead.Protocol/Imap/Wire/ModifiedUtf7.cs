using System.Buffers.Text;
using System.Text;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary>Mailbox names as modified UTF-7 (RFC 3501 section 5.1.3).</summary>
internal static class ModifiedUtf7
{
    public static string Encode(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length;)
        {
            var c = name[at];
            if (c == '&')
            {
                result.Append("&-");
                at++;
            }
            else if (IsDirect(c))
            {
                result.Append(c);
                at++;
            }
            else
            {
                var start = at;
                while (at < name.Length && !IsDirect(name[at]))
                    at++;
                var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[start..at]));
                result.Append('&').Append(base64.TrimEnd('=').Replace('/', ',')).Append('-');
            }
        }
        return result.ToString();
    }

    /// <returns>False when the bytes are not what <see cref="Encode"/> would write: then the name can only be used as it came.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> wire, out string name) =>
        DecodeLoosely(wire, out name) && Ascii.Equals(wire, Encode(name));

    private static bool DecodeLoosely(ReadOnlySpan<byte> wire, out string name)
    {
        var result = new StringBuilder(wire.Length);
        var sound = true;
        while (!wire.IsEmpty)
        {
            var shift = wire.IndexOf((byte)'&');
            var direct = shift < 0 ? wire : wire[..shift];
            foreach (var octet in direct)
            {
                sound &= octet is >= 0x20 and < 0x7f;
                result.Append(octet is >= 0x20 and < 0x7f ? (char)octet : '\ufffd');
            }
            if (shift < 0)
                break;
            wire = wire[(shift + 1)..];
            var end = wire.IndexOf((byte)'-');
            if (end < 0)
            {
                result.Append('\ufffd');
                sound = false;
                break;
            }
            if (end == 0)
                result.Append('&');
            else
                sound &= TryAppendShifted(result, wire[..end]);
            wire = wire[(end + 1)..];
        }
        name = result.ToString();
        return sound;
    }

    private static bool TryAppendShifted(StringBuilder result, ReadOnlySpan<byte> base64)
    {
        Span<byte> padded = base64.Length <= 1024 ? stackalloc byte[base64.Length + 3] : new byte[base64.Length + 3];
        base64.CopyTo(padded);
        padded[..base64.Length].Replace((byte)',', (byte)'/');
        padded[base64.Length..].Fill((byte)'=');
        padded = padded[..((base64.Length + 3) / 4 * 4)];
        if (base64.Contains((byte)'/') || Base64.DecodeFromUtf8InPlace(padded, out var length) != System.Buffers.OperationStatus.Done || length % 2 != 0)
        {
            result.Append('\ufffd');
            return false;
        }
        var text = Encoding.BigEndianUnicode.GetString(padded[..length]);
        var sound = true;
        foreach (var c in text)
        {
            // A control, a lone surrogate (decoded to U+FFFD) or plain ASCII in disguise: not what an encoder writes.
            sound &= c >= 0x80 && c != '\ufffd' && !char.IsControl(c);
            result.Append(char.IsControl(c) ? '\ufffd' : c);
        }
        return sound;
    }

    private static bool IsDirect(char c) => c is >= ' ' and <= '~';
}
