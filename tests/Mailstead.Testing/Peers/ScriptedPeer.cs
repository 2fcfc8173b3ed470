using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mailstead.Protocol.Transport;

namespace Mailstead.Testing;

/// <summary>A server on loopback that follows a script: one function for each connection, the last one for all that follow. Disposing fails when the client did not do as scripted.</summary>
public sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<PeerConversation, Task>[] _scripts;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Task> _running = new();
    private readonly List<PeerConversation> _conversations = [];
    private readonly Task _accepting;

    private ScriptedPeer(X509Certificate2? certificate, Func<PeerConversation, Task>[] scripts)
    {
        _certificate = certificate;
        _scripts = scripts;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every connection so far, in order.</summary>
    public IReadOnlyList<PeerConversation> Conversations { get { lock (_conversations) return [.. _conversations]; } }

    /// <summary>Plain text from the first byte; a script may call <see cref="PeerConversation.StartTlsAsync"/>.</summary>
    public static ScriptedPeer Start(params Func<PeerConversation, Task>[] scripts) => new(certificate: null, scripts);

    /// <summary>TLS from the first byte.</summary>
    public static ScriptedPeer StartTls(X509Certificate2 certificate, params Func<PeerConversation, Task>[] scripts) => new(certificate, scripts);

    public MailEndpoint Endpoint(TlsMode tls = TlsMode.None, string host = "127.0.0.1") => new(host, Port, tls);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        foreach (var conversation in Conversations) conversation.Close();
        try
        {
            await Task.WhenAll(_running);
        }
        finally
        {
            _stop.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        for (var n = 0; ; n++)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                var conversation = new PeerConversation(n, socket, _stop.Token);
                lock (_conversations) _conversations.Add(conversation);
                _running.Enqueue(RunAsync(conversation, _scripts[Math.Min(n, _scripts.Length - 1)]));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(PeerConversation conversation, Func<PeerConversation, Task> script)
    {
        try
        {
            if (_certificate is not null) await conversation.StartTlsAsync(_certificate);
            await script(conversation);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, as clients do. What it should have done before is in the transcript.
            conversation.Ended = e;
        }
        finally
        {
            conversation.Close();
        }
    }
}
