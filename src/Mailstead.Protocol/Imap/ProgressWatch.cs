using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <summary>Two deadlines for all that is in flight, by one timer and without cost per response: no silence longer than the progress timeout, no command longer than the command timeout.</summary>
/// <param name="oldest">Start of the oldest command that an answer is due for; null when there is none.</param>
internal sealed class ProgressWatch(TransportOptions options, string connectionId, Func<long?> oldest, Action<MailException> expired) : IDisposable
{
    /// <summary>Less than this in one progress timeout is silence: a peer that drips octets is not alive.</summary>
    private const int LeastProgressBytes = 4096;
    private readonly TimeProvider _time = options.Time;
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _lastProgress;
    private long _dripped;
    private long _patienceTicks;
    private bool _armed;
    private bool _paused;
    private bool _disposed;

    /// <summary>Something was sent that an answer is due for.</summary>
    /// <param name="patience">More silence than usual is due: a large literal drains from the system's buffers.</param>
    public void Begin(TimeSpan patience = default)
    {
        Interlocked.Exchange(ref _patienceTicks, patience.Ticks);
        Progress();
        lock (_lock)
        {
            if (_armed || _disposed)
                return;
            _armed = true;
            _timer ??= _time.CreateTimer(static self => ((ProgressWatch)self!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(options.ProgressTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A whole response, or bytes of ours that went out.</summary>
    public void Progress()
    {
        Volatile.Write(ref _lastProgress, _time.GetTimestamp());
        _dripped = 0;
    }

    /// <summary>Octets have been read.</summary>
    /// <param name="wholeResponse">They closed a response; else they only count together.</param>
    public void Received(long octets, bool wholeResponse)
    {
        _dripped += octets;
        if (wholeResponse || _dripped >= LeastProgressBytes)
            Progress();
    }

    /// <summary>While a consumer of ours holds the line back, the server is not to blame.</summary>
    public void Pause() => Volatile.Write(ref _paused, value: true);

    public void Resume()
    {
        Progress();
        Volatile.Write(ref _paused, value: false);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Check()
    {
        MailException? late = null;
        lock (_lock)
        {
            if (_disposed)
                return;
            if (oldest() is not { } started)
            {
                _armed = false;
                return;
            }
            var allowed = options.ProgressTimeout + TimeSpan.FromTicks(Interlocked.Read(ref _patienceTicks));
            var silent = _time.GetElapsedTime(Volatile.Read(ref _lastProgress));
            var taken = _time.GetElapsedTime(started);
            var left = Volatile.Read(ref _paused) ? options.ProgressTimeout : Least(allowed - silent, options.CommandTimeout - taken);
            if (left > TimeSpan.Zero)
            {
                _timer!.Change(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, Timeout.InfiniteTimeSpan);
                return;
            }
            late = silent >= allowed ? TransportErrors.Silent(connectionId, silent) : TransportErrors.TooLong(connectionId, options.CommandTimeout);
        }
        expired(late);
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
