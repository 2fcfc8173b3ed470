using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Sessions;

/// <summary>The sessions of this process. Thread-safe.</summary>
/// <param name="fill">Random octets for ids; null: the system's cryptographic source.</param>
public sealed class SessionRegistry(TimeProvider time, Action<Memory<byte>>? fill = null)
{
    /// <summary>Above it the next one is refused: a caller that leaks sessions is stopped before memory is.</summary>
    public const int MaxSessions = 10_000;
    private const int IdOctets = 16;
    private readonly ConcurrentDictionary<string, MailSession> _sessions = new(StringComparer.Ordinal);

    public int Count => _sessions.Count;

    /// <exception cref="CallerException">limit_exceeded.</exception>
    public MailSession Create(string client, SessionLifetime lifetime, bool activate = false)
    {
        if (_sessions.Count >= MaxSessions && RemoveEnded() == 0)
            throw new CallerException($"There are {MaxSessions} sessions already.", ErrorCodes.LimitExceeded, "End sessions that are no longer used.");
        var octets = new byte[IdOctets];
        while (true)
        {
            if (fill is null) RandomNumberGenerator.Fill(octets);
            else fill(octets);
            var session = new MailSession(new SessionId(Convert.ToHexStringLower(octets)), client, lifetime, time.GetUtcNow(), time.GetTimestamp());
            if (activate) session.TryMove(SessionState.Active);
            if (_sessions.TryAdd(session.Id.Value, session)) return session;
        }
    }

    /// <summary>Null when unknown. Looks the clocks up: what has run out is Expired.</summary>
    public MailSession? Find(SessionId id)
    {
        if (id.Value is null || !_sessions.TryGetValue(id.Value, out var session)) return null;
        if (HasRunOut(session)) session.TryMove(SessionState.Expired);
        return session;
    }

    /// <summary>The session of a call, counted and with its idle clock set back; anything but Active is refused.</summary>
    /// <exception cref="PolicyException">not_found, session_expired or session_not_active.</exception>
    public MailSession Use(SessionId id)
    {
        var session = Find(id) ?? throw new PolicyException(DomainCodes.NotFound, "There is no such session.", "Start a new session.");
        switch (session.State)
        {
            case SessionState.Active:
                session.Touch(time.GetTimestamp());
                return session;
            case SessionState.Expired:
                throw new PolicyException(DomainCodes.SessionExpired, "The session has expired.", "Start a new session.");
            default:
                throw new PolicyException(DomainCodes.SessionNotActive, $"The session is {session.State.ToString().ToLowerInvariant()}.", "Activate it, or start a new session.");
        }
    }

    /// <summary>False when unknown, or when the state does not allow it.</summary>
    public bool TryMove(SessionId id, SessionState to) => Find(id)?.TryMove(to) ?? false;

    /// <summary>Ends it for those who still hold it, too.</summary>
    public bool Remove(SessionId id)
    {
        if (id.Value is null || !_sessions.TryRemove(id.Value, out var session)) return false;
        session.TryMove(SessionState.Invalidated);
        return true;
    }

    public DateTimeOffset LastUsedAt(MailSession session) => session.CreatedAt + time.GetElapsedTime(session.Started, session.LastUsed);

    /// <summary>Drops expired and invalidated sessions; how many.</summary>
    public int RemoveEnded() =>
        _sessions.Values.Count(s => Find(s.Id)?.State is SessionState.Expired or SessionState.Invalidated && _sessions.TryRemove(s.Id.Value, out _));

    private bool HasRunOut(MailSession session) =>
        RanOut(session.Lifetime.Idle, session.LastUsed) || RanOut(session.Lifetime.Total, session.Started);

    private bool RanOut(TimeSpan limit, long since) => limit != Timeout.InfiniteTimeSpan && time.GetElapsedTime(since) >= limit;
}
