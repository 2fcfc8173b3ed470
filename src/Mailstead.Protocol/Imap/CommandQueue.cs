using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <summary>Writes commands in the order of the calls, and knows which are in flight. One writes at a time; a command that waits for a continuation holds the pen until it has it.</summary>
internal sealed class CommandQueue : IDisposable
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>A literal may drain no slower than this without being taken for a dead line: 32 KB/s.</summary>
    private const double SlowestBytesPerSecond = 32 * 1024;
    private readonly MailTransport _transport;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _pen = new(1, 1);

    /// <summary>Never disposed: it may be cancelled by a timer while the line is being closed, and holds nothing that would have to be given back.</summary>
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();
    private volatile Exchange[] _inFlight = [];
    private ulong _lastTag;
    private long _begun;
    private int _waiting;
    private MailException? _failure;
    private TaskCompletionSource? _interruption;

    public CommandQueue(MailTransport transport, TransportOptions options, Action<MailException> expired)
    {
        _transport = transport;
        _time = options.Time;
        Watch = new ProgressWatch(options, transport.ConnectionId, OldestStart, expired);
    }

    public ProgressWatch Watch { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Exchange> InFlight => _inFlight;

    public TimeProvider Time => _time;

    /// <summary>Commands put in flight so far.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>Takes the pen. Dispose of what is returned to lay it down.</summary>
    public async ValueTask<IDisposable> TakePenAsync(CancellationToken cancellationToken)
    {
        if (!await _pen.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            Interlocked.Increment(ref _waiting);
            Volatile.Read(ref _interruption)?.TrySetResult();
            try
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
                await _pen.WaitAsync(linked.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Ended();
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
        return new Pen(this);
    }

    /// <summary>Completes when another command waits for the pen. For the holder of the pen alone.</summary>
    public Task WhenWantedAsync()
    {
        var interruption = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _interruption, interruption);
        if (Volatile.Read(ref _waiting) > 0)
            interruption.TrySetResult();
        return interruption.Task;
    }

    /// <summary>Puts a command in flight. The pen must be held.</summary>
    public Exchange Begin(IResponseSink? sink, bool endsLoop = false, bool isSecret = false)
    {
        var exchange = new Exchange(++_lastTag, sink) { StartedAt = _time.GetTimestamp(), EndsLoop = endsLoop, IsSecret = isSecret };
        sink?.Begin(exchange);
        lock (_lock)
        {
            if (_failure is not null)
                throw Ended();
            _inFlight = [.. _inFlight, exchange];
            _begun++;
        }
        Watch.Begin();
        return exchange;
    }

    /// <summary>Writes the tag and the parts, waiting at synchronising literals; ends early when the server answers instead of continuing.</summary>
    public async Task WriteAsync(Exchange exchange, IReadOnlyList<WirePart> parts, string? redacted)
    {
        if (_transport.IsLogging)
            _transport.Log(sent: true, $"{Encoding.ASCII.GetString(exchange.Tag)} {redacted ?? WireText.Of(parts)}");
        _transport.Output.Write(exchange.Tag);
        _transport.Output.Write(" "u8);
        long written = 0;
        foreach (var part in parts)
        {
            var go = part.AwaitsContinuation ? exchange.ExpectContinuation() : null;
            for (var at = 0; at < part.Bytes.Length; at += ChunkBytes)
            {
                _transport.Output.Write(part.Bytes.Span[at..Math.Min(part.Bytes.Length, at + ChunkBytes)]);
                written += Math.Min(part.Bytes.Length - at, ChunkBytes);
                if (part.IsLiteral)
                {
                    await FlushAsync();
                    Watch.Progress();
                }
            }
            if (go is null)
                continue;
            await FlushAsync();
            Watch.Begin();
            if (await Task.WhenAny(go, exchange.Ended) != go)
                return;
        }
        await FlushAsync();
        Watch.Begin(TimeSpan.FromSeconds(written / SlowestBytesPerSecond));
    }

    /// <summary>One line inside a command: an answer to a challenge, DONE.</summary>
    public async Task WriteLineAsync(ReadOnlyMemory<byte> line, string redacted)
    {
        _transport.Log(sent: true, redacted);
        _transport.Output.Write(line.Span);
        _transport.Output.Write("\r\n"u8);
        await FlushAsync();
        Watch.Begin();
    }

    /// <returns>Null when no command in flight has this tag.</returns>
    public Exchange? Remove(ReadOnlySpan<byte> tag)
    {
        lock (_lock)
        {
            for (var at = 0; at < _inFlight.Length; at++)
            {
                var exchange = _inFlight[at];
                if (!tag.SequenceEqual(exchange.Tag))
                    continue;
                _inFlight = [.. _inFlight.AsSpan(0, at), .. _inFlight.AsSpan(at + 1)];
                return exchange;
            }
        }
        return null;
    }

    /// <summary>In flight again: its answer was of no use, and it ends with the line.</summary>
    public void PutBack(Exchange exchange)
    {
        lock (_lock)
        {
            if (_failure is null)
            {
                _inFlight = [exchange, .. _inFlight];
                return;
            }
        }
        exchange.Fail(_failure);
    }

    /// <summary>The line is lost: everything in flight or waiting fails.</summary>
    public void Fail(MailException why)
    {
        Exchange[] lost;
        lock (_lock)
        {
            _failure ??= why;
            lost = _inFlight;
            _inFlight = [];
        }
        foreach (var exchange in lost)
            exchange.Fail(why);
        _over.Cancel();
        Watch.Dispose();
    }

    public void Dispose() => Watch.Dispose();

    /// <summary>What a caller gets who comes after the end.</summary>
    public TransportLostException Ended() =>
        new(_failure is TransportLostException lost ? lost.Code : ErrorCodes.ConnectionLost, $"The connection {_transport.ConnectionId} has ended.", "Try again.", inner: _failure);

    private async ValueTask FlushAsync() => await _transport.Output.FlushAsync(CancellationToken.None);

    private long? OldestStart()
    {
        foreach (var exchange in _inFlight)
        {
            if (!exchange.IsResting)
                return exchange.StartedAt;
        }
        return null;
    }

    private sealed class Pen(CommandQueue queue) : IDisposable
    {
        private int _laidDown;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _laidDown, 1) != 0)
                return;
            Volatile.Write(ref queue._interruption, null);
            queue._pen.Release();
        }
    }
}
