using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <summary>The one reader of a connection: frames what arrives, hands it to the command it is for, and the rest to the server's state. Awaits only the socket and slow consumers.</summary>
internal sealed class ResponseLoop(MailTransport transport, CommandQueue queue, ServerState state, ImapLimits limits) : IDisposable
{
    private readonly ImapFramer _framer = new(FrameSide.Server, limits);
    private readonly List<DetachedLiteral> _detached = [];
    private LiteralTarget? _target;
    private long _missing;
    private IResponseSink? _slow;
    private int _unasked;
    private int _literals;
    private long _whole;
    private bool _stopped;

    /// <summary>Runs until a command that ends the loop is answered; every other end is an exception.</summary>
    public async Task RunAsync()
    {
        _stopped = false;
        while (true)
        {
            var read = await transport.Input.ReadAsync(CancellationToken.None);
            var taken = 0L;
            var before = _whole;
            foreach (var segment in read.Buffer)
            {
                taken += await TakeAsync(segment);
                if (_stopped)
                    break;
            }
            queue.Watch.Received(taken, wholeResponse: _whole != before);
            transport.Input.AdvanceTo(read.Buffer.GetPosition(taken));
            if (_stopped)
                return;
            if (read.IsCompleted)
                throw TransportErrors.Lost(transport.ConnectionId);
        }
    }

    public void Dispose() => _framer.Dispose();

    private async ValueTask<int> TakeAsync(ReadOnlyMemory<byte> segment)
    {
        var taken = 0;
        while (taken < segment.Length && !_stopped)
        {
            if (_target is not null)
            {
                var chunk = segment.Slice(taken, (int)Math.Min(_missing, segment.Length - taken));
                taken += chunk.Length;
                await PassOnAsync(chunk);
                continue;
            }
            taken += Step(segment.Span[taken..]);
            if (_slow is { } slow)
            {
                _slow = null;
                await WaitAsync(slow.Pending);
            }
        }
        return taken;
    }

    /// <summary>Handles responses until the input is used up, a body begins, or a consumer must be waited for.</summary>
    private int Step(ReadOnlySpan<byte> octets)
    {
        var input = octets;
        while (true)
        {
            switch (_framer.Read(ref input, out var frame))
            {
                case FrameStatus.NeedMore:
                    return octets.Length;
                case FrameStatus.Literal when Open(frame) is { } target:
                    _target = target;
                    _missing = _framer.Literal.Length;
                    _detached.Add(new DetachedLiteral(_framer.Detach(ref input), null));
                    return octets.Length - input.Length;
                case FrameStatus.Literal:
                    _framer.Keep();
                    break;
                default:
                    if (transport.IsLogging)
                        Log(frame);
                    Dispatch(frame[..^2]);
                    _detached.Clear();
                    _literals = 0;
                    _whole++;
                    if (_stopped || _slow is not null || input.IsEmpty)
                        return octets.Length - input.Length;
                    break;
            }
        }
    }

    private void Dispatch(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("* "u8))
            Untagged(line);
        else if (line.StartsWith("+"u8))
        {
            if (!queue.InFlight.Any() || !Continue(line[1..].TrimStart((byte)' ')))
                throw new ProtocolBrokenException("The server asks to go on with nothing.");
        }
        else
            Tagged(line);
    }

    private bool Continue(ReadOnlySpan<byte> text)
    {
        foreach (var exchange in queue.InFlight)
        {
            if (exchange.Continue(text))
                return true;
        }
        return false;
    }

    private void Untagged(ReadOnlySpan<byte> line)
    {
        var response = Responses.Untagged.Read(line, limits.MaxDepth, CollectionsMarshal.AsSpan(_detached));
        var inFlight = queue.InFlight;
        CountFor(inFlight);
        foreach (var exchange in inFlight)
        {
            if (exchange.Sink is not { } sink || !sink.Take(in response))
                continue;
            if (!sink.Pending.IsCompletedSuccessfully)
                _slow = sink;
            return;
        }
        if (response.Kind == UntaggedKind.Bye)
        {
            var bye = StatusLine.Read(StatusCondition.Bye, response.Body().Rest);
            state.News?.OnNews(new ImapNews(ImapNewsKind.Bye, 0, bye.Text));
            throw Refusal.OfBye(bye);
        }
        state.Hear(in response);
    }

    private void Tagged(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        var exchange = space > 0 ? queue.Remove(line[..space]) : null;
        if (exchange is null)
            throw new ProtocolBrokenException("The server answers a command that was not sent, or twice.");
        try
        {
            End(exchange, line[(space + 1)..]);
        }
        catch
        {
            // The caller must not hear of it before the connection counts as broken, or it would be used again.
            queue.PutBack(exchange);
            throw;
        }
    }

    private void End(Exchange exchange, ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf((byte)' ');
        var word = end < 0 ? answer : answer[..end];
        StatusCondition condition;
        if (Ascii.EqualsIgnoreCase(word, "OK"u8))
            condition = StatusCondition.Ok;
        else if (Ascii.EqualsIgnoreCase(word, "NO"u8))
            condition = StatusCondition.No;
        else if (Ascii.EqualsIgnoreCase(word, "BAD"u8))
            condition = StatusCondition.Bad;
        else
            throw new ProtocolBrokenException("A tagged answer is neither OK nor NO nor BAD.");
        _unasked = 0;
        var status = StatusLine.Read(condition, end < 0 ? default : answer[(end + 1)..]);
        state.Hear(status);
        _stopped = exchange.EndsLoop && condition == StatusCondition.Ok;
        exchange.End(status);
    }

    private LiteralTarget? Open(ReadOnlySpan<byte> textSoFar)
    {
        // Each is looked for in all that came before it: without a bound the work would grow with the square.
        if (++_literals > limits.MaxLiteralsPerResponse)
            throw new ProtocolBrokenException("One response holds more literals than is accepted.", ErrorCodes.LimitExceeded);
        if (!textSoFar.StartsWith("* "u8))
            return null;
        var response = Responses.Untagged.Read(textSoFar, limits.MaxDepth, CollectionsMarshal.AsSpan(_detached));
        if (response.Kind != UntaggedKind.Fetch)
            return null;
        foreach (var exchange in queue.InFlight)
        {
            if (exchange.Sink?.Open(in response, _framer.Literal.Length) is not { } target)
                continue;
            if (_detached.Count >= limits.MaxBodiesPerResponse)
                throw new ProtocolBrokenException("One response holds more bodies than is accepted.", ErrorCodes.LimitExceeded);
            return target;
        }
        return null;
    }

    private async ValueTask PassOnAsync(ReadOnlyMemory<byte> chunk)
    {
        _missing -= chunk.Length;
        await WaitAsync(_target!.WriteAsync(new ReadOnlySequence<byte>(chunk), last: _missing == 0));
        if (_missing > 0)
            return;
        _detached[^1] = _detached[^1] with { Data = _target.Data };
        _target = null;
    }

    /// <summary>Waits for a consumer of ours: what it takes is not the server's time.</summary>
    private async ValueTask WaitAsync(ValueTask consumer)
    {
        if (consumer.IsCompletedSuccessfully)
        {
            await consumer;
            return;
        }
        var before = queue.Time.GetTimestamp();
        queue.Watch.Pause();
        await consumer;
        var waited = queue.Time.GetTimestamp() - before;
        foreach (var exchange in queue.InFlight)
            exchange.StartedAt += waited;
        queue.Watch.Resume();
    }

    private void CountFor(IReadOnlyList<Exchange> inFlight)
    {
        var count = inFlight.Count > 0 ? ++inFlight[0].Responses : ++_unasked;
        if (count > limits.MaxResponsesPerCommand)
            throw new ProtocolBrokenException("The server sends more responses than is accepted.", ErrorCodes.LimitExceeded);
    }

    private void Log(ReadOnlySpan<byte> frame)
    {
        var secret = frame[0] == '+' && queue.InFlight.Any(e => e.IsSecret);
        transport.Log(sent: false, secret ? "+ [redacted]" : WireText.Of(frame));
    }
}
