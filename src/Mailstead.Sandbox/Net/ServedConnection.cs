using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace Mailstead.Sandbox.Net;

/// <summary>The server's end of one TCP connection: bounded reads with a deadline, buffered writes, and a line that fault rules can cut. One may read while another writes, no more.</summary>
internal sealed class ServedConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly PipeReader _input;
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly TimeProvider _time;
    private readonly TimeSpan _idleTimeout;
    private readonly TimeSpan _sendTimeout;
    private int? _bytesUntilCut;
    private int? _bytesIntoLiteral;
    private TimeSpan? _trickle;

    public ServedConnection(Socket socket, TimeProvider time, TimeSpan idleTimeout, TimeSpan sendTimeout)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        _time = time;
        _idleTimeout = idleTimeout;
        _sendTimeout = sendTimeout;
    }

    /// <summary>Bytes written and not yet sent.</summary>
    public int Pending => _output.WrittenCount;

    /// <summary>Reads up to and with the next LF; the end of a line is judged by the caller. Null: longer than <paramref name="maxBytes"/>, and the rest of it has been read away.</summary>
    public async ValueTask<byte[]?> ReadLineAsync(int maxBytes, CancellationToken cancellationToken)
    {
        var overlong = false;
        while (true)
        {
            var result = await ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, buffer.GetPosition(1, end));
                var bytes = overlong || line.Length > maxBytes ? null : line.ToArray();
                _input.AdvanceTo(line.End);
                return bytes;
            }

            if (buffer.Length > maxBytes)
            {
                overlong = true;
                _input.AdvanceTo(buffer.End);
            }
            else
            {
                _input.AdvanceTo(buffer.Start, buffer.End);
            }

            if (result.IsCompleted)
                throw new ConnectionEndedException("The client closed the connection.");
        }
    }

    public async ValueTask<byte[]> ReadExactlyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var filled = 0;
        while (filled < count)
        {
            var result = await ReadAsync(cancellationToken);
            var taken = result.Buffer.Slice(0, Math.Min(count - filled, result.Buffer.Length));
            taken.CopyTo(bytes.AsSpan(filled));
            filled += (int)taken.Length;
            _input.AdvanceTo(taken.End);
            if (result.IsCompleted && filled < count)
                throw new ConnectionEndedException("The client closed the connection inside a literal.");
        }

        return bytes;
    }

    public void Write(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    public void Write(string text) => Encoding.UTF8.GetBytes(text, _output);

    /// <summary>After that many more bytes the line is cut: what came before is sent, the connection is closed.</summary>
    public void CutAfter(int bytes) => _bytesUntilCut ??= _output.WrittenCount + bytes;

    /// <summary>The next literal that is begun will be cut after so many of its bytes.</summary>
    public void CutInNextLiteral(int bytes) => _bytesIntoLiteral = bytes;

    /// <summary>Called when the header of a literal has been written.</summary>
    public void OnLiteralBegun()
    {
        if (_bytesIntoLiteral is { } bytes)
            CutAfter(bytes);
    }

    public void TrickleUntilNextCommand(TimeSpan interval) => _trickle = interval;

    /// <summary>Forgets what a fault rule asked for the answer to the command before.</summary>
    public void BeginCommand()
    {
        _bytesIntoLiteral = null;
        _trickle = null;
    }

    /// <summary>Closing will send RST, not FIN.</summary>
    public void ResetOnClose() => _socket.LingerState = new LingerOption(enable: true, seconds: 0);

    /// <summary>Reads and forgets until the client leaves or has been silent for too long.</summary>
    public async ValueTask WaitForEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadAsync(cancellationToken);
            _input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                throw new ConnectionEndedException("The client left a stalled connection.");
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_sendTimeout, _time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var cut = _bytesUntilCut is { } left && left <= _output.WrittenCount;
        var bytes = cut ? _output.WrittenMemory[.._bytesUntilCut!.Value] : _output.WrittenMemory;
        try
        {
            if (_trickle is { } interval)
                await TrickleAsync(bytes, interval, cancellationToken);
            else
                await _stream.WriteAsync(bytes, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionEndedException("The client did not read.");
        }

        _bytesUntilCut -= bytes.Length;
        _output.ResetWrittenCount();
        if (cut)
            throw new ConnectionEndedException("A fault rule cut the line.");
    }

    public async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private async ValueTask TrickleAsync(ReadOnlyMemory<byte> bytes, TimeSpan interval, CancellationToken cancellationToken)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await _stream.WriteAsync(bytes.Slice(i, 1), cancellationToken);
            await Task.Delay(interval, _time, cancellationToken);
        }
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (_input.TryRead(out var ready))
            return ready;
        using var idle = new CancellationTokenSource(_idleTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            return await _input.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionEndedException("The client was silent for too long.", clientWasSilent: true);
        }
    }
}
