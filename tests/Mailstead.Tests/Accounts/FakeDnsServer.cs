using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mailstead.Tests.Accounts;

/// <summary>A DNS server on loopback, UDP and TCP on one port, that answers from a table.</summary>
internal sealed class FakeDnsServer : IAsyncDisposable
{
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Dictionary<string, List<byte[]>> _records = new(StringComparer.OrdinalIgnoreCase);

    public FakeDnsServer()
    {
        _tcp = new TcpListener(IPAddress.Loopback, 0);
        _tcp.Start();
        _udp = new UdpClient((IPEndPoint)_tcp.LocalEndpoint);
        _serving = Task.WhenAll(ServeDatagramsAsync(), ServeStreamsAsync());
    }

    public IPEndPoint Address => (IPEndPoint)_tcp.LocalEndpoint;

    /// <summary>Answers over UDP with TC and no records, as for an answer that does not fit.</summary>
    public bool Truncates { get; set; }

    /// <summary>Changes an answer before it is sent.</summary>
    public Func<byte[], byte[]> Mangle { get; set; } = m => m;
    public int Streams { get; private set; }

    public FakeDnsServer Srv(string name, int priority, int weight, int port, string target) =>
        Add($"{name}/33", [.. Number(priority), .. Number(weight), .. Number(port), .. Name(target)]);

    public FakeDnsServer Mx(string name, int preference, string target) => Add($"{name}/15", [.. Number(preference), .. Name(target)]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _tcp.Stop();
        await _serving;
        _udp.Dispose();
        _stop.Dispose();
    }

    private FakeDnsServer Add(string key, byte[] data)
    {
        if (!_records.TryGetValue(key, out var list)) _records[key] = list = [];
        list.Add(data);
        return this;
    }

    private async Task ServeDatagramsAsync()
    {
        try
        {
            while (true)
            {
                var got = await _udp.ReceiveAsync(_stop.Token);
                await _udp.SendAsync(Mangle(Answer(got.Buffer, Truncates)), got.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeStreamsAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
                Streams++;
                var stream = client.GetStream();
                var prefix = new byte[2];
                await stream.ReadExactlyAsync(prefix, _stop.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                var answer = Mangle(Answer(query, truncated: false));
                await stream.WriteAsync(Number(answer.Length), _stop.Token);
                await stream.WriteAsync(answer, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private byte[] Answer(byte[] query, bool truncated)
    {
        var (name, end) = ReadName(query, 12);
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end));
        var found = _records.GetValueOrDefault($"{name}/{type}") ?? [];
        List<byte> answer = [query[0], query[1], (byte)(truncated ? 0x83 : 0x81), (byte)(found.Count == 0 ? 0x83 : 0x80), 0, 1, .. Number(truncated ? 0 : found.Count), 0, 0, 0, 0, .. query[12..]];
        if (truncated) return [.. answer];
        foreach (var data in found) answer.AddRange([0xC0, 12, .. Number(type), 0, 1, 0, 0, 0, 60, .. Number(data.Length), .. data]);
        return [.. answer];
    }

    private static (string Name, int End) ReadName(byte[] message, int at)
    {
        var labels = new List<string>();
        while (message[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(message, at + 1, message[at]));
            at += 1 + message[at];
        }
        return (string.Join('.', labels), at + 1);
    }

    private static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => Encoding.Latin1.GetBytes(l).Prepend((byte)l.Length)), 0];

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];
}
