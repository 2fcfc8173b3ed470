using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mailstead.Sandbox.Net;

/// <summary>Accepts on a loopback port of the system's choice and serves each connection in its own task; disposing ends them all.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _served = new();
    private readonly Func<ServedConnection, CancellationToken, Task> _serve;
    private readonly Func<Socket, ServedConnection> _wrap;
    private readonly Action<Exception> _onDefect;
    private readonly int _maxConnections;
    private readonly string _refusal;
    private readonly string _farewell;
    private readonly Task _accepting;
    private int _open;
    private bool _disposed;

    /// <param name="refusal">The line for the client that is one too many.</param>
    /// <param name="farewell">The line for a client that was silent for too long.</param>
    /// <param name="onDefect">Told of every exception that is not the end of a conversation: a defect of ours.</param>
    public LoopbackListener(Func<Socket, ServedConnection> wrap, Func<ServedConnection, CancellationToken, Task> serve, int maxConnections, string refusal, string farewell, Action<Exception> onDefect)
    {
        _wrap = wrap;
        _serve = serve;
        _maxConnections = maxConnections;
        _refusal = refusal;
        _farewell = farewell;
        _onDefect = onDefect;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(maxConnections);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_stopping.Token);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_served.Keys);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted; the listener itself is as good as before.
                continue;
            }

            var isOneTooMany = Interlocked.Increment(ref _open) > _maxConnections;
            var task = Task.Run(() => RunAsync(socket, isOneTooMany, cancellationToken), CancellationToken.None);
            _served.TryAdd(task, 0);
            _ = task.ContinueWith(done => _served.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task RunAsync(Socket socket, bool isOneTooMany, CancellationToken cancellationToken)
    {
        await using var connection = _wrap(socket);
        try
        {
            if (isOneTooMany)
            {
                connection.Write(_refusal);
                await connection.FlushAsync(cancellationToken);
                return;
            }

            try
            {
                await _serve(connection, cancellationToken);
            }
            catch (ConnectionEndedException e) when (e.ClientWasSilent)
            {
                connection.Write(_farewell);
                await connection.FlushAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is ConnectionEndedException or IOException or SocketException or OperationCanceledException)
        {
            // How conversations end: the client left, a rule cut the line, or the sandbox is stopping.
        }
        catch (Exception e)
        {
            // One broken conversation must not end the others; the server keeps the defect and shows it.
            _onDefect(e);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
