using System.Buffers;
using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Smtp;

/// <summary>Reads DATA to CRLF . CRLF and to nothing else (RFC 5321 section 4.1.1.4): LF . LF and its kin do not end a message here, and a bare CR or LF refuses it.</summary>
internal static class DataReader
{
    // RFC 5321 section 4.5.3.1.6: 1000 octets with CRLF.
    private const int MaxLineOctets = 1000;

    public static async ValueTask<ReceivedData> ReadAsync(ServedConnection line, int maxBytes, CancellationToken cancellationToken)
    {
        var wire = new ArrayBufferWriter<byte>();
        var message = new ArrayBufferWriter<byte>();
        string? problem = null;
        var afterCrLf = true;
        while (true)
        {
            // Lines far over the limit are read in one piece too, so that they are recorded; past the size bound nothing is kept.
            var bytes = await line.ReadLineAsync(maxBytes, cancellationToken);
            if (bytes is null)
            {
                problem = "552 5.3.4 Message too big";
                afterCrLf = true;
                continue;
            }

            if (afterCrLf && bytes.AsSpan().SequenceEqual(".\r\n"u8))
                return new ReceivedData(wire.WrittenSpan.ToArray(), message.WrittenSpan.ToArray(), problem);
            problem ??= Judge(bytes);
            if (wire.WrittenCount + bytes.Length > maxBytes)
            {
                problem = "552 5.3.4 Message too big";
            }
            else
            {
                wire.Write(bytes);
                message.Write(afterCrLf && bytes[0] == '.' ? bytes.AsSpan(1) : bytes);
            }

            afterCrLf = bytes.AsSpan().EndsWith("\r\n"u8);
        }
    }

    private static string? Judge(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.EndsWith("\r\n"u8))
            return "550 5.6.0 A bare LF is not a line end";
        if (bytes[..^2].Contains((byte)'\r'))
            return "550 5.6.0 A bare CR is not a line end";
        if (bytes.Contains((byte)0))
            return "550 5.6.0 NUL is not text";
        return bytes.Length > MaxLineOctets ? "550 5.6.0 A line is longer than 998 octets" : null;
    }
}
