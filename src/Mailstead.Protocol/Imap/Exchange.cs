using System.Globalization;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap;

/// <summary>One tagged command between its first byte and its tagged answer.</summary>
internal sealed class Exchange(ulong number, IResponseSink? sink)
{
    private readonly TaskCompletionSource<StatusLine> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<byte[]>? _continuation;

    public byte[] Tag { get; } = Encoding.ASCII.GetBytes("A" + number.ToString(CultureInfo.InvariantCulture));
    public IResponseSink? Sink { get; } = sink;
    public Task<StatusLine> Ended => _end.Task;

    /// <summary>Timestamp; moved on by waits that are not the server's fault.</summary>
    public long StartedAt { get; set; }

    /// <summary>No answer is due: IDLE.</summary>
    public bool IsResting { get; set; }

    /// <summary>Nothing behind its tagged OK may be read: STARTTLS.</summary>
    public bool EndsLoop { get; init; }

    /// <summary>Challenges stay out of the wire log.</summary>
    public bool IsSecret { get; init; }

    public int Responses { get; set; }

    /// <summary>Call before the bytes that ask for it go out.</summary>
    public Task<byte[]> ExpectContinuation()
    {
        var next = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _continuation, next);
        return next.Task;
    }

    /// <returns>False when none was expected.</returns>
    public bool Continue(ReadOnlySpan<byte> text) => Interlocked.Exchange(ref _continuation, value: null)?.TrySetResult(text.ToArray()) ?? false;

    public void End(StatusLine line)
    {
        Sink?.End(line);
        _end.TrySetResult(line);
    }

    public void Fail(MailException why)
    {
        _end.TrySetException(why);
        // Who waits for a continuation watches the end as well; an end that nobody watches is no news.
        _ = _end.Task.Exception;
    }
}
