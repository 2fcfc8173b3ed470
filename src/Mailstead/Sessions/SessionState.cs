namespace Mailstead.Sessions;

/// <summary>Pending is always first; only Active may do anything.</summary>
public enum SessionState { Pending, Active, Suspended, Expired, Invalidated }
