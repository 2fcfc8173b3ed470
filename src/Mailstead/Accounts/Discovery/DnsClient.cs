using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Mailstead.Accounts.Discovery;

/// <summary>Asks DNS servers in turn for records that the system's own resolver cannot fetch: over UDP, and over TCP when the answer did not fit.</summary>
internal sealed class DnsClient(IReadOnlyList<IPEndPoint> servers, TimeProvider time)
{
    /// <summary>For one server.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Datagrams that are not the answer, before the server is given up.</summary>
    private const int MaxStrays = 16;

    /// <returns>Null: no server gave an answer, so nothing is known.</returns>
    public async Task<IReadOnlyList<DnsRecord>?> FindAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        foreach (var server in servers)
        {
            using var limit = new CancellationTokenSource(Patience, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                var query = DnsMessage.Query(BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2)), name, type);
                var answer = await AskByDatagramAsync(server, query, type, both.Token);
                if (answer is { IsTruncated: true }) answer = await AskByStreamAsync(server, query, type, both.Token);
                if (answer is { IsTruncated: false }) return answer.Records;
            }
            catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                continue; // the next server may know
            }
        }
        return null;
    }

    private static async Task<DnsAnswer?> AskByDatagramAsync(IPEndPoint server, byte[] query, DnsRecordType type, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken); // from now on only this server is heard
        await socket.SendAsync(query, cancellationToken);
        var buffer = new byte[DnsMessage.MaxUdp];
        for (var i = 0; i < MaxStrays; i++)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            var isReply = length >= 2 && buffer.AsSpan(0, 2).SequenceEqual(query.AsSpan(0, 2));
            if (isReply) return DnsMessage.Read(buffer.AsSpan(0, length), query, type);
        }
        return null;
    }

    private static async Task<DnsAnswer?> AskByStreamAsync(IPEndPoint server, byte[] query, DnsRecordType type, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[query.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
        query.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken);
        var prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix, cancellationToken);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return DnsMessage.Read(message, query, type);
    }
}
