namespace Mailstead.Sessions;

/// <summary>Which state may follow which. Expired and Invalidated never come back to life.</summary>
internal static class SessionTransitions
{
    public static bool Allows(SessionState from, SessionState to) => (from, to) switch
    {
        (SessionState.Pending, SessionState.Active or SessionState.Expired or SessionState.Invalidated) => true,
        (SessionState.Active, SessionState.Suspended or SessionState.Expired or SessionState.Invalidated) => true,
        (SessionState.Suspended, SessionState.Active or SessionState.Expired or SessionState.Invalidated) => true,
        (SessionState.Expired, SessionState.Invalidated) => true,
        _ => false,
    };
}
