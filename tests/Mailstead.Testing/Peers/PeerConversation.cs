using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mailstead.Testing;

/// <summary>One connection as the scripted peer sees it. Text is Latin-1: a character is a byte. Every wait ends after <see cref="Patience.Limit"/>.</summary>
public sealed class PeerConversation : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationToken _stop;
    private readonly List<byte> _received = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream;
    private int _start;
    private int _end;

    internal PeerConversation(int number, Socket socket, CancellationToken stop)
    {
        (Number, _socket, _stop) = (number, socket, stop);
        socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>0 for the first connection of the peer.</summary>
    public int Number { get; }

    /// <summary>Why the script ended early: the client closed, or TLS failed. Null when it ran to its end.</summary>
    public Exception? Ended { get; internal set; }

    /// <summary>All that the client sent, after TLS.</summary>
    public string Received { get { lock (_received) return Encoding.Latin1.GetString([.. _received]); } }

    public async Task StartTlsAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(_stream);
        _stream = tls;
        using var patience = Wait();
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, patience.Token);
    }

    /// <summary>Sends the text as it is.</summary>
    public async Task SendAsync(string text)
    {
        using var patience = Wait();
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), patience.Token);
        await _stream.FlushAsync(patience.Token);
    }

    /// <summary>Sends lines, each ended by CRLF, in one write.</summary>
    public Task SendLinesAsync(params string[] lines) => SendAsync(string.Concat(lines.Select(l => l + "\r\n")));

    /// <summary>The next line without CRLF. Only CRLF ends a line.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            line.Append((char)await ReadByteAsync());
            if (line.Length >= 2 && line[^2] == '\r' && line[^1] == '\n') return line.ToString(0, line.Length - 2);
        }
    }

    public async Task<string> ReadAsync(int bytes)
    {
        var text = new StringBuilder(bytes);
        while (text.Length < bytes) text.Append((char)await ReadByteAsync());
        return text.ToString();
    }

    /// <summary>Reads a line that must begin so (case counts not); gives the rest of it.</summary>
    public async Task<string> ExpectAsync(string beginning)
    {
        var line = await ReadLineAsync();
        return line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
            ? line[beginning.Length..]
            : throw new PeerScriptException($"Connection {Number}: expected \"{beginning}\", the client sent \"{line}\".");
    }

    /// <summary>Waits until the client closes; what it still sends is kept in <see cref="Received"/>.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            while (true) await ReadByteAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The end that was waited for.
        }
    }

    public void Close() => _stream.Dispose();

    void IDisposable.Dispose() => Close();

    /// <summary>RST in place of FIN.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    private async ValueTask<byte> ReadByteAsync()
    {
        if (_start == _end)
        {
            using var patience = Wait();
            _end = await _stream.ReadAsync(_buffer, patience.Token);
            _start = 0;
            if (_end == 0) throw new EndOfStreamException("The client closed.");
            lock (_received) _received.AddRange(_buffer.AsSpan(0, _end));
        }

        return _buffer[_start++];
    }

    private CancellationTokenSource Wait()
    {
        var wait = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        wait.CancelAfter(Patience.Limit);
        return wait;
    }
}
