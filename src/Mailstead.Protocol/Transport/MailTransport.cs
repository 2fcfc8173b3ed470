using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Transport;

/// <summary>One TCP stream, plain or TLS, as a pair of pipes. One reader and one writer at a time; <see cref="Abort"/> may come from anywhere.</summary>
internal sealed class MailTransport : IAsyncDisposable
{
    /// <summary>Receive buffer. Large, because a body arrives as fast as it can be taken, and each read costs the same. Taken from a pool when data is there (zero-byte reads), so that a silent connection holds none.</summary>
    private const int ReceiveBytes = 256 * 1024;
    private const int SendBytes = 16 * 1024;
    private static readonly TimeSpan CloseNotifyTimeout = TimeSpan.FromSeconds(1);

    private readonly MailEndpoint _endpoint;
    private readonly TransportOptions _options;
    private readonly Socket _socket;
    private readonly NetworkStream _network;
    private SslStream? _tls;
    private Exception? _abortReason;
    private int _closed;

    private MailTransport(MailEndpoint endpoint, TransportOptions options, string connectionId, Socket socket)
    {
        _endpoint = endpoint;
        _options = options;
        _socket = socket;
        _network = new NetworkStream(socket, ownsSocket: true);
        ConnectionId = connectionId;
        (Input, Output) = Pipes(_network);
    }

    /// <summary>Reads fail with a <see cref="MailException"/>; the end of the stream is a completed result.</summary>
    internal PipeReader Input { get; private set; }
    internal PipeWriter Output { get; private set; }
    internal string ConnectionId { get; }

    /// <summary>True when TLS is on.</summary>
    internal bool IsEncrypted => _tls is not null;

    /// <summary>True when nobody on the way can listen: TLS, or the peer is this machine.</summary>
    internal bool IsSecure => IsEncrypted || (_socket.RemoteEndPoint is IPEndPoint peer && IPAddress.IsLoopback(peer.Address));

    /// <summary>True when a password may go as it is: nobody can listen, or the account's owner has opted in to plain text.</summary>
    internal bool MayShowSecrets => IsSecure || _endpoint.AllowPlaintext;

    /// <summary>DNS, TCP and, for <see cref="TlsMode.Implicit"/>, TLS, within <see cref="TransportOptions.ConnectTimeout"/>.</summary>
    /// <exception cref="TransportLostException">with the named cause.</exception>
    internal static async Task<MailTransport> ConnectAsync(MailEndpoint endpoint, TransportOptions options, string connectionId, CancellationToken cancellationToken)
    {
        if (endpoint.Tls == TlsMode.None && !endpoint.AllowPlaintext && !IsLoopbackName(endpoint.Host)) throw TransportErrors.PlaintextRefused(endpoint);
        if (endpoint.Port is < 1 or > 65535) throw new CallerException($"{endpoint.Port} is not a port.");
        if (Uri.CheckHostName(endpoint.Host) == UriHostNameType.Unknown) throw new CallerException("The host is neither a DNS name nor an IP address.");

        using var deadline = new Deadline(options.ConnectTimeout, options.Time, cancellationToken);
        MailTransport? transport = null;
        try
        {
            transport = new MailTransport(endpoint, options, connectionId, await SocketConnector.ConnectAsync(endpoint, options, deadline.Token));
            if (endpoint.Tls == TlsMode.Implicit) await transport.StartTlsAsync(deadline.Token);
            return transport;
        }
        catch (Exception e)
        {
            transport?.Abort(e);
            if (e is OperationCanceledException && deadline.HasPassed) throw TransportErrors.TimedOut(endpoint, e);
            throw;
        }
    }

    /// <summary>The handshake after the server agreed to STARTTLS. Nobody may be reading. Bytes that came before it fail with <c>protocol_error</c> and are never parsed.</summary>
    internal async Task UpgradeToTlsAsync(CancellationToken cancellationToken)
    {
        if (IsEncrypted) throw new InvalidOperationException("TLS is already on.");
        Input.CancelPendingRead();
        var early = await Input.ReadAsync(CancellationToken.None);
        var injected = !early.Buffer.IsEmpty || _socket.Available > 0;
        Input.AdvanceTo(early.Buffer.End);
        if (injected)
        {
            var broken = TransportErrors.InjectedBeforeTls(ConnectionId);
            Abort(broken);
            throw broken;
        }

        await StartTlsAsync(cancellationToken);
    }

    /// <summary>Closes at once. Pending and later reads and writes fail with the reason when it is a <see cref="MailException"/>, else with <c>connection_lost</c>.</summary>
    internal void Abort(Exception? why)
    {
        Interlocked.CompareExchange(ref _abortReason, why, comparand: null);
        if (Interlocked.Exchange(ref _closed, 1) == 0) _network.Dispose();
    }

    /// <summary>Hands a line to the wire log. The caller has taken secrets and literals out.</summary>
    internal void Log(bool sent, string redacted) => _options.WireLog?.Invoke(new WireLogLine(ConnectionId, sent, redacted));

    internal bool IsLogging => _options.WireLog is not null;

    /// <summary>Says goodbye on the TLS layer, at most 1 s, and closes. The reader must have stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_tls is not null && Volatile.Read(ref _closed) == 0)
        {
            using var deadline = new Deadline(CloseNotifyTimeout, _options.Time, CancellationToken.None);
            try
            {
                await _tls.ShutdownAsync().WaitAsync(deadline.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
            {
                // The peer is gone already: closing is all that is left.
            }
        }

        Abort(why: null);
        await Input.CompleteAsync();
        await Output.CompleteAsync(_abortReason ?? TransportErrors.Lost(ConnectionId));
        if (_tls is not null) await _tls.DisposeAsync();
    }

    private async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        var check = new CertificateCheck(_endpoint, _options);
        var wire = new FirstByteStream(_network);
        var tls = new SslStream(wire, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = _endpoint.Host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateChainPolicy = CertificateCheck.SystemPolicy(),
                    RemoteCertificateValidationCallback = check.Accept,
                    AllowRenegotiation = false,
                    AllowTlsResume = false, // every connection sees and judges the certificate itself
                    EncryptionPolicy = EncryptionPolicy.RequireEncryption,
                },
                cancellationToken);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException)
        {
            await tls.DisposeAsync();
            var named = check.Refusal ?? (wire.SawPlaintext ? TransportErrors.PlaintextOnTlsPort(_endpoint, e) : TransportErrors.TlsFailed(_endpoint, e));
            Abort(named);
            throw named;
        }
        catch (OperationCanceledException e)
        {
            await tls.DisposeAsync();
            Abort(e);
            throw;
        }

        await Input.CompleteAsync();
        await Output.CompleteAsync();
        _tls = tls;
        (Input, Output) = Pipes(tls);
    }

    private (PipeReader Input, PipeWriter Output) Pipes(Stream stream)
    {
        var named = new FaultNamingStream(stream, NameFault);
        return (
            PipeReader.Create(named, new StreamPipeReaderOptions(bufferSize: ReceiveBytes, minimumReadSize: ReceiveBytes / 4, leaveOpen: true, useZeroByteReads: true)),
            PipeWriter.Create(named, new StreamPipeWriterOptions(minimumBufferSize: SendBytes, leaveOpen: true)));
    }

    private Exception NameFault(Exception fault) => Volatile.Read(ref _abortReason) as MailException ?? TransportErrors.Lost(ConnectionId, fault);

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
