namespace Mailstead.Sessions;

/// <summary>Who is talking, and how much. Reading and touching take no lock and allocate nothing.</summary>
public sealed class MailSession
{
    private int _state = (int)SessionState.Pending;
    private long _lastUsed;
    private long _calls;

    internal MailSession(SessionId id, string client, SessionLifetime lifetime, DateTimeOffset createdAt, long started)
    {
        Id = id;
        Client = client;
        Lifetime = lifetime;
        CreatedAt = createdAt;
        Started = started;
        _lastUsed = started;
    }

    public SessionId Id { get; }

    /// <summary>The software that calls, as the door knows it; for people.</summary>
    public string Client { get; }
    public SessionLifetime Lifetime { get; }
    public DateTimeOffset CreatedAt { get; }
    public SessionState State => (SessionState)Volatile.Read(ref _state);

    /// <summary>Calls so far.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Timestamps of the registry's TimeProvider: monotonic, so that a stepped clock neither kills nor keeps a session.</summary>
    internal long Started { get; }
    internal long LastUsed => Interlocked.Read(ref _lastUsed);

    internal void Touch(long now)
    {
        Interlocked.Exchange(ref _lastUsed, now);
        Interlocked.Increment(ref _calls);
    }

    /// <summary>False when the table does not allow it, or another caller moved the session first to a state that does not.</summary>
    internal bool TryMove(SessionState to)
    {
        while (true)
        {
            var from = State;
            if (!SessionTransitions.Allows(from, to)) return false;
            if (Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from) return true;
        }
    }
}
