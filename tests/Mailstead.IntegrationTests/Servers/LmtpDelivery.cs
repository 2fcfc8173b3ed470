using System.Net.Sockets;
using System.Text;

namespace Mailstead.IntegrationTests.Servers;

/// <summary>Delivers one message by LMTP (RFC 2033). Not our SMTP client, so that a fault of that one cannot hide itself.</summary>
internal static class LmtpDelivery
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task DeliverAsync(
        string host, int port, string recipient, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Deadline);
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, limit.Token);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await ExpectAsync(reader, limit.Token);
        foreach (var command in (string[])["LHLO test", "MAIL FROM:<>", $"RCPT TO:<{recipient}>", "DATA"])
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), limit.Token);
            await ExpectAsync(reader, limit.Token);
        }

        await stream.WriteAsync(Stuffed(message.Span), limit.Token);
        await ExpectAsync(reader, limit.Token);
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), limit.Token);
    }

    private static async Task ExpectAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        string line;
        do
        {
            line = await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("LMTP: the server closed the connection.");
        }
        while (line.Length > 3 && line[3] == '-');
        if (line[0] is not ('2' or '3')) throw new IOException($"LMTP: {line}");
    }

    /// <summary>RFC 5321 section 4.5.2: a dot at the start of a line is doubled; the end is a dot alone.</summary>
    private static byte[] Stuffed(ReadOnlySpan<byte> message)
    {
        using var wire = new MemoryStream(message.Length + 64);
        var startOfLine = true;
        foreach (var octet in message)
        {
            if (startOfLine && octet == (byte)'.') wire.WriteByte((byte)'.');
            wire.WriteByte(octet);
            startOfLine = octet == (byte)'\n';
        }

        wire.Write(startOfLine ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return wire.ToArray();
    }
}
