using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mailstead.Benchmarks.Load;

/// <summary>A socket that speaks just enough IMAP to ask, and reads without understanding.</summary>
internal sealed class RawImap : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private int _tag;

    private RawImap(Stream stream, byte[] buffer) => (_stream, _buffer) = (stream, buffer);

    public static async Task<RawImap> ConnectAsync(LoadServer server, byte[] buffer, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Endpoint.Host, server.Endpoint.Port, cancellationToken);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (server.IsTls) stream = await SecureAsync(stream, server, cancellationToken);
        var raw = new RawImap(stream, buffer);
        // The greeting: one line, one segment.
        if (await stream.ReadAsync(buffer, cancellationToken) == 0) throw new IOException("The server closed the connection.");
        await raw.AskAsync($"LOGIN {server.User} {server.Password}", cancellationToken);
        return raw;
    }

    /// <summary>How many messages there are.</summary>
    public async Task<long> SelectInboxAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("EXAMINE INBOX", cancellationToken);
        var exists = answer.Split("\r\n").Single(l => l.EndsWith(" EXISTS", StringComparison.Ordinal));
        return long.Parse(exists.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Reads until the tagged OK. Blocks, as the least that any client can do.</summary>
    /// <returns>Octets that came.</returns>
    public long Drain(string command)
    {
        var end = Encoding.ASCII.GetBytes($"\r\n{Write(command)} OK ");
        var tail = new byte[512];
        var (held, total) = (0, 0L);
        while (true)
        {
            var count = _stream.Read(_buffer);
            if (count == 0) throw new IOException("The server closed the connection.");
            total += count;
            held = Keep(tail, held, _buffer.AsSpan(0, count));
            if (_buffer[count - 1] == '\n' && tail.AsSpan(0, held).IndexOf(end) >= 0) return total;
        }
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    /// <summary>The last octets of all that came: room for the tagged line, even when it is cut.</summary>
    private static int Keep(byte[] tail, int held, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length >= tail.Length)
        {
            chunk[^tail.Length..].CopyTo(tail);
            return tail.Length;
        }

        var old = Math.Min(held, tail.Length - chunk.Length);
        tail.AsSpan(held - old, old).CopyTo(tail);
        chunk.CopyTo(tail.AsSpan(old));
        return old + chunk.Length;
    }

    private static async Task<SslStream> SecureAsync(Stream stream, LoadServer server, CancellationToken cancellationToken)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(server.CaFile);
        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Endpoint.Host, CertificateChainPolicy = policy }, cancellationToken);
        return tls;
    }

    private async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        var tag = Write(command);
        var answer = new StringBuilder();
        while (true)
        {
            var count = await _stream.ReadAsync(_buffer, cancellationToken);
            answer.Append(Encoding.ASCII.GetString(_buffer, 0, count));
            var line = answer.ToString().TrimEnd().Split("\r\n")[^1];
            if (count == 0 || (line.StartsWith(tag + ' ', StringComparison.Ordinal) && answer[^1] == '\n'))
                return line.StartsWith(tag + " OK", StringComparison.Ordinal) ? answer.ToString() : throw new IOException($"The server refused {command.Split(' ')[0]}.");
        }
    }

    private string Write(string command)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"b{++_tag}");
        _stream.Write(Encoding.ASCII.GetBytes($"{tag} {command}\r\n"));
        return tag;
    }
}
