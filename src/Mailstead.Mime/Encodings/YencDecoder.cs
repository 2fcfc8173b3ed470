using System.Globalization;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Encodings;

/// <summary>yEnc 1.3: "=ybegin", for a part of a file "=ypart", data, "=yend" with the size and a CRC-32.</summary>
internal static class YencDecoder
{
    /// <param name="source">From the "=ybegin" line to the "=yend" line, both included.</param>
    public static byte[] Decode(ReadOnlySpan<byte> source, out bool damaged)
    {
        var output = new byte[source.Length];
        var written = 0;
        var trailer = "";
        var isPart = false;
        foreach (var range in source.Split((byte)'\n'))
        {
            var line = source[range].TrimEnd((byte)'\r');
            if (line.StartsWith("=y"u8))
            {
                if (line.StartsWith("=ypart "u8)) isPart = true;
                else if (line.StartsWith("=yend"u8)) trailer = HeaderText.ToText(line);
                continue;
            }
            for (var i = 0; i < line.Length; i++)
            {
                var escaped = line[i] == '=' && i + 1 < line.Length;
                output[written++] = escaped ? (byte)(line[++i] - 64 - 42) : (byte)(line[i] - 42);
            }
        }
        var bytes = output[..written];
        damaged = Number(trailer, "size") != written || !ChecksumHolds(trailer, isPart ? "pcrc32" : "crc32", bytes);
        return bytes;
    }

    /// <summary>The value of " key=digits" in a "=y" line; null when absent or beyond an int.</summary>
    public static int? Number(string line, string key)
        => int.TryParse(Word(line, key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool ChecksumHolds(string trailer, string key, ReadOnlySpan<byte> bytes)
        => Word(trailer, key) is not { IsEmpty: false } hex
            || (uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var declared) && declared == Crc32.Of(bytes));

    private static ReadOnlySpan<char> Word(string line, string key)
    {
        var at = line.IndexOf($" {key}=", StringComparison.Ordinal);
        if (at < 0) return default;
        var value = line.AsSpan(at + key.Length + 2);
        return value.IndexOf(' ') is >= 0 and var blank ? value[..blank] : value;
    }
}
