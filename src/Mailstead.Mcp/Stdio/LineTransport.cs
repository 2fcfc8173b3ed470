using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mailstead.Mcp.Rendering;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Stdio;

/// <summary>
/// A JSON-RPC message a line. What the library's own stream transport leaves open has a bound here: the length of a line, requests
/// open at once, the time that answers have after the input ended; and a line that cannot be read is answered, not passed over.
/// Owns neither stream.
/// </summary>
internal sealed class LineTransport : TransportBase
{
    /// <summary>Bytes of one message. Mail that is written comes in one; attachments come by reference.</summary>
    public const int MaxLineBytes = 4 << 20;

    /// <summary>More than any host asks at once; each holds an operation.</summary>
    public const int MaxOpenRequests = 64;

    /// <summary>For answers to what was asked before the input ended. Clients wait 2 s for the process before they end it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RefusalPatience = TimeSpan.FromSeconds(10);

    private static readonly JsonTypeInfo<JsonRpcMessage> Message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
    private static readonly JsonTypeInfo<RequestId> Id = (JsonTypeInfo<RequestId>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(RequestId));
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly LineReader _input;
    private readonly Stream _output;
    private readonly TimeProvider _time;
    private readonly OpenRequests _open = new(MaxOpenRequests);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _reading;
    private int _disposed;

    public LineTransport(Stream input, Stream output, TimeProvider time)
        : base("stdio", loggerFactory: null)
    {
        _input = new LineReader(input, MaxLineBytes);
        _output = output;
        _time = time;
        Ended = _ended.Token;
        SetConnected();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Cancelled when nothing more comes in and nobody waits for an answer. The library alone would wait for every open call to end by itself.</summary>
    public CancellationToken Ended { get; }

    public override async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        try
        {
            var line = new ArrayBufferWriter<byte>(1024);
            await using (var writer = new Utf8JsonWriter(line, ToolAnswer.Readable)) JsonSerializer.Serialize(writer, message, Message);
            await WriteAsync(line.WrittenMemory, cancellationToken);
        }
        finally
        {
            if (message is JsonRpcResponse or JsonRpcError) _open.Close(((JsonRpcMessageWithId)message).Id);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        _ended.Dispose();
    }

    private async Task ReadAsync()
    {
        Exception? fault = null;
        try
        {
            while (await _input.ReadAsync(_stop.Token) is { } line) await TakeAsync(line);
            await _open.DrainAsync().WaitAsync(Grace, _time, _stop.Token);
        }
        catch (TimeoutException)
        {
            // Nobody reads, or what is still open takes too long: it is cancelled.
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed, or nobody hears us any more.
        }
        catch (IOException e)
        {
            fault = e;
        }
        finally
        {
            await _ended.CancelAsync();
            SetDisconnected(fault);
        }
    }

    private async Task TakeAsync(InputLine line)
    {
        if (line.IsTooLong)
        {
            await RefuseAsync(Refusal.WithoutId(McpErrorCode.InvalidRequest, $"A message may have at most {MaxLineBytes} bytes."));
            return;
        }

        var bytes = line.Bytes.Span.StartsWith(ByteOrderMark) ? line.Bytes[ByteOrderMark.Length..] : line.Bytes;
        if (bytes.Span.IndexOfAnyExcept(" \t\r"u8) < 0) return;
        if (Parse(bytes.Span) is not { } message)
        {
            await RefuseAsync(Refusal.Of(bytes));
            return;
        }

        if (message is JsonRpcRequest request && !IsLong(request) && _open.TryOpen(request.Id) is { } why)
        {
            await RefuseAsync(Refusal.Of(request.Id, McpErrorCode.InvalidRequest, why));
            return;
        }

        if (message is JsonRpcNotification { Method: NotificationMethods.CancelledNotification } cancelled) Forget(cancelled);
        await WriteMessageAsync(message, _stop.Token);
    }

    /// <summary>Meant to stay open until the client leaves: nothing to wait for.</summary>
    private static bool IsLong(JsonRpcRequest request) => string.Equals(request.Method, "subscriptions/listen", StringComparison.Ordinal);

    /// <summary>A cancelled request is never answered.</summary>
    private void Forget(JsonRpcNotification cancelled)
    {
        try
        {
            if (cancelled.Params?["requestId"] is { } id) _open.Close(JsonSerializer.Deserialize(id, Id));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Names no request: a notification has no answer that could say so.
        }
    }

    private static JsonRpcMessage? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The reader answers by itself; a host that does not take that answer must not keep it from hearing the end.</summary>
    private Task RefuseAsync(ReadOnlyMemory<byte> message) => WriteAsync(message, _stop.Token).WaitAsync(RefusalPatience, _time, _stop.Token);

    private async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Ended.ThrowIfCancellationRequested();
            // A write to a pipe that nobody reads holds its thread: it is left behind when everything has ended.
            await Task.Run(() => WriteLineAsync(message), CancellationToken.None).WaitAsync(Ended);
        }
        catch (IOException)
        {
            await _stop.CancelAsync();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A message that was begun is ended: half a line would spoil the next one.</summary>
    private async Task WriteLineAsync(ReadOnlyMemory<byte> message)
    {
        await _output.WriteAsync(message, CancellationToken.None);
        await _output.WriteAsync(LineEnd, CancellationToken.None);
        await _output.FlushAsync(CancellationToken.None);
    }
}
