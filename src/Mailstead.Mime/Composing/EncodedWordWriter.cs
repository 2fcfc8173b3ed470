using System.Text;

namespace Mailstead.Mime.Composing;

/// <summary>Text as a sequence of UTF-8 encoded words (RFC 2047): at most 75 characters each, never cut inside a character.</summary>
internal static class EncodedWordWriter
{
    private const int MaxWord = 75;
    private const string Start = "=?utf-8?", End = "?=";

    /// <param name="room">For the first word, which may stand beside a field name.</param>
    public static IEnumerable<string> Write(string text, int room)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var useQ = QLength(bytes) <= (bytes.Length + 2) / 3 * 4;
        var budget = Math.Clamp(room, 30, MaxWord) - Start.Length - End.Length - 2;
        var pos = 0;
        while (pos < bytes.Length)
        {
            var length = Fit(bytes.AsSpan(pos), budget, useQ);
            var piece = bytes.AsSpan(pos, length);
            yield return useQ ? $"{Start}q?{Q(piece)}{End}" : $"{Start}b?{Convert.ToBase64String(piece)}{End}";
            pos += length;
            budget = MaxWord - Start.Length - End.Length - 2;
        }
    }

    /// <summary>Bytes of whole characters that fit; at least one character.</summary>
    private static int Fit(ReadOnlySpan<byte> bytes, int budget, bool useQ)
    {
        int taken = 0, cost = 0;
        while (taken < bytes.Length)
        {
            _ = Rune.DecodeFromUtf8(bytes[taken..], out _, out var size);
            var next = useQ ? cost + QLength(bytes.Slice(taken, size)) : (taken + size + 2) / 3 * 4;
            if (next > budget && taken > 0) break;
            cost = next;
            taken += size;
        }
        return taken;
    }

    /// <summary>What may stand for itself even inside a phrase (RFC 2047 section 5, rule 3).</summary>
    private static bool IsSafe(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';

    private static int QLength(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        foreach (var c in bytes) length += IsSafe(c) || c == ' ' ? 1 : 3;
        return length;
    }

    private static string Q(ReadOnlySpan<byte> bytes)
    {
        var result = new StringBuilder(bytes.Length * 3);
        foreach (var c in bytes)
        {
            if (c == ' ') result.Append('_');
            else if (IsSafe(c)) result.Append((char)c);
            else result.Append('=').Append(c.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }
}
