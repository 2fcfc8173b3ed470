using System.Diagnostics;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <summary>One authenticated stream to a server: the face over command queue, response loop and server state. Commands of several callers are pipelined in the order of the calls; all members are thread-safe.</summary>
public sealed class ImapConnection : IAsyncDisposable
{
    /// <summary>Less than the 2 s that an agent host gives a program which it ends.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);
    private readonly MailTransport _transport;
    private readonly ImapConnectOptions _options;
    private readonly CommandQueue _queue;
    private readonly ServerState _state;
    private readonly ResponseLoop _loop;
    private readonly ImapLine _line;
    private Task _running = Task.CompletedTask;
    private TimeSpan _budget;
    private MailException? _failure;
    private volatile bool _authenticated;
    private int _disposed;

    private ImapConnection(MailTransport transport, ImapConnectOptions options)
    {
        (_transport, _options) = (transport, options);
        _state = new ServerState(options.Limits);
        _queue = new CommandQueue(transport, options.Transport, Fail);
        _loop = new ResponseLoop(transport, _queue, _state, options.Limits);
        _line = new ImapLine(_queue, _state, options.Limits, Fail);
    }

    /// <summary>DNS, TCP, TLS (or STARTTLS, with everything heard before it forgotten), greeting, CAPABILITY. No credential is sent.</summary>
    public static async Task<ImapConnection> ConnectAsync(ImapConnectOptions options, CancellationToken cancellationToken)
    {
        var time = options.Transport.Time;
        var began = time.GetTimestamp();
        using var deadline = new Deadline(options.Transport.ConnectTimeout, time, cancellationToken);
        ImapConnection? connection = null;
        try
        {
            var transport = await MailTransport.ConnectAsync(options.Endpoint, options.Transport, options.ConnectionId, deadline.Token);
            connection = new ImapConnection(transport, options);
            connection._authenticated = await new Opening(transport, connection._queue, connection._state, connection._line, connection.RunLoopAsync).RunAsync(options.Endpoint, deadline.Token);
            connection._budget = options.Transport.ConnectTimeout - time.GetElapsedTime(began);
            return connection;
        }
        catch (Exception e)
        {
            var cause = e is OperationCanceledException or TransportLostException { Code: ErrorCodes.Timeout } && deadline.HasPassed
                ? connection is { _state.Capability.Names.Count: 0 } ? TransportErrors.NoGreeting(options.Endpoint, e) : TransportErrors.TimedOut(options.Endpoint, e)
                : e;
            if (connection is not null)
                await connection.DropAsync(cause);
            if (!ReferenceEquals(cause, e))
                throw cause;
            throw;
        }
    }

    /// <summary>One attempt, with the strongest common mechanism; then ENABLE and ID where offered. Fails with <c>authentication_failed</c>.</summary>
    public async Task AuthenticateAsync(MailCredential credential, CancellationToken cancellationToken)
    {
        var least = TimeSpan.FromSeconds(1);
        using var deadline = new Deadline(_budget > least ? _budget : least, _options.Transport.Time, cancellationToken);
        try
        {
            if (!_authenticated)
                await new Login(_line, _transport).RunAsync(credential, deadline.Token);
            _authenticated = true;
            await Login.IntroduceAsync(_line, deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            // Nobody can say how far the server has come: a login cut short is no connection.
            var late = TransportErrors.TimedOut(_options.Endpoint, e);
            Fail(late);
            if (deadline.HasPassed)
                throw late;
            throw;
        }
    }

    public string Id => _options.ConnectionId;

    public ImapConnectionState State =>
        Volatile.Read(ref _disposed) != 0 ? ImapConnectionState.Disconnected
        : Volatile.Read(ref _failure) is not null ? ImapConnectionState.Error
        : !_authenticated ? ImapConnectionState.Connecting
        : _state.IsIdle ? ImapConnectionState.Idle
        : _state.Selected is not null ? ImapConnectionState.Selected
        : ImapConnectionState.Authenticated;

    public ImapCapability Capability => _state.Capability;
    public SelectedMailbox? Selected => _state.Selected;

    /// <summary>The server's name and version from ID, empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> ServerId => _state.ServerId;

    /// <summary>Why the connection ended; null while it is good.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Commands of which an octet may have gone out. Unchanged across a failure: the server has seen nothing of what failed.</summary>
    public long CommandsBegun => _queue.Begun;

    /// <summary>Untagged news (EXISTS, EXPUNGE, FETCH, VANISHED, ALERT) that no command asked for. Called on the response loop: must not block.</summary>
    public IImapNewsListener? News
    {
        get => _state.News;
        set => _state.News = value;
    }

    /// <summary>Sends a command and waits for its end. Cancelling while bytes are in flight lets the command finish on the wire and drops its result; a cancelled literal drops the connection.</summary>
    public Task<TResult> ExecuteAsync<TResult>(ImapCommand<TResult> command, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        if (Volatile.Read(ref _failure) is not null)
            throw _queue.Ended();
        if (!_authenticated && command is not CapabilityCommand and not NoopCommand and not LogoutCommand)
            throw new CallerException("The connection has not logged in yet.");
        return command.StartAsync(_line, cancellationToken);
    }

    /// <summary>LOGOUT within 1 s when the line is good, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        if (Volatile.Read(ref _failure) is null)
        {
            using var deadline = new Deadline(Farewell, _options.Transport.Time, CancellationToken.None);
            try
            {
                await new LogoutCommand().StartAsync(_line, deadline.Token);
                // The server closes after BYE; whoever closes first leaves no half-open connection behind.
                await _running.WaitAsync(deadline.Token);
            }
            catch (Exception e) when (e is MailException or OperationCanceledException)
            {
                // A goodbye that is not answered changes nothing: the line is closed below.
            }
        }
        await DropAsync(TransportErrors.Lost(Id));
    }

    private void RunLoopAsync(out Task ended)
    {
        _running = Task.Run(async () =>
        {
            try
            {
                await _loop.RunAsync();
            }
            catch (Exception e)
            {
                Fail(e);
            }
        });
        ended = _running;
    }

    private void Fail(Exception why)
    {
        var typed = why as MailException ?? new TransportLostException(ErrorCodes.ConnectionLost, $"The connection {Id} was given up.", "Try again.", inner: why);
        if (Interlocked.CompareExchange(ref _failure, typed, null) is not null)
            return;
        _transport.Abort(typed);
        _queue.Fail(typed);
        _state.News?.OnNews(new ImapNews(ImapNewsKind.Closed, 0, typed.Message));
    }

    private async ValueTask DropAsync(Exception why)
    {
        Fail(why);
        if (await Task.WhenAny(_running, Task.Delay(Farewell, _options.Transport.Time, CancellationToken.None)) != _running)
        {
            // A consumer still holds the loop; the socket is closed, so it ends with it.
            Debug.Assert(Failure is not null);
            return;
        }
        _loop.Dispose();
        _queue.Dispose();
        await _transport.DisposeAsync();
    }
}
