using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>A 24 by 24 pixel PNG of diagonal stripes in two colours that follow from a name.</summary>
internal static class TinyPng
{
    private const int Side = 24;

    public static byte[] Write(string name)
    {
        var seed = Crc(Encoding.UTF8.GetBytes(name));
        byte[][] colours = [[(byte)seed, (byte)(seed >> 8), (byte)(seed >> 16)], [(byte)(seed >> 24), (byte)(seed >> 4), (byte)(seed >> 12)]];
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < Side; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < Side; x++)
                    zlib.Write(colours[(x + y) / 6 % 2]);
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        Chunk(png, "IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 2, 0, 0, 0]);
        Chunk(png, "IDAT"u8, pixels.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. type, .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
