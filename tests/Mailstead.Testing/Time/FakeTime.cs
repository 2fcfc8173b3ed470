namespace Mailstead.Testing;

/// <summary>Time that stands still until it is advanced. Timers fire on the advancing thread, in the order of their times; clock and timestamp move together, but for <see cref="Sleep"/>.</summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(Predicate<TimeSpan> Wanted, TaskCompletionSource Done)> _waiters = [];
    private TimeSpan _elapsed;
    private TimeSpan _asleep;

    public FakeTime() : this(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public TimeSpan Elapsed { get { lock (_gate) return _elapsed; } }

    /// <summary>What is left until each running timer fires, soonest first.</summary>
    public IReadOnlyList<TimeSpan> Pending
    {
        get { lock (_gate) return [.. _timers.Where(t => t.Due is not null).Select(t => t.Due!.Value - _elapsed).Order()]; }
    }

    public override DateTimeOffset GetUtcNow() { lock (_gate) return start + _elapsed + _asleep; }
    public override long GetTimestamp() { lock (_gate) return _elapsed.Ticks; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (_gate) end = _elapsed + by;
        while (NextUntil(end) is { } timer) timer.Fire();
        lock (_gate) if (_elapsed < end) _elapsed = end;
    }

    /// <summary>The machine sleeps: the wall clock goes on, timestamps and timers stand still.</summary>
    public void Sleep(TimeSpan by)
    {
        lock (_gate) _asleep += by;
    }

    /// <summary>Ends when a running timer with this time left exists: the moment at which the code under test waits. Periodic timers do not count: nobody waits for them, and one that has just fired has its whole period left.</summary>
    public async Task WhenTimerIsSetAsync(Predicate<TimeSpan> left)
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            if (_timers.Any(t => t is { Due: { } due, IsPeriodic: false } && left(due - _elapsed))) return;
            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((left, done));
        }

        await done.Task.WaitAsync(Patience.Limit, System);
    }

    public Task WhenTimerIsSetAsync(TimeSpan left) => WhenTimerIsSetAsync(t => t == left);

    private FakeTimer? NextUntil(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is null) return null;
            if (next.Due > _elapsed) _elapsed = next.Due.Value;
            next.Due = next.IsPeriodic ? _elapsed + next.Period : null;
            return next;
        }
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        internal TimeSpan? Due { get; set; }
        internal TimeSpan Period { get; private set; }
        internal bool IsPeriodic => Period > TimeSpan.Zero;

        internal void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            List<TaskCompletionSource> told = [];
            lock (time._gate)
            {
                if (!time._timers.Contains(this)) time._timers.Add(this);
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._elapsed + dueTime;
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                if (Due is not null && !IsPeriodic) time._waiters.RemoveAll(w => w.Wanted(dueTime) && Tell(told, w.Done));
            }

            foreach (var one in told) one.SetResult();
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static bool Tell(List<TaskCompletionSource> told, TaskCompletionSource done)
        {
            told.Add(done);
            return true;
        }
    }
}
