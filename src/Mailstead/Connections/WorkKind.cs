namespace Mailstead.Connections;

public enum WorkKind
{
    /// <summary>Changes nothing: retried.</summary>
    Read,

    /// <summary>A read that nobody waits for: all other work of the account goes before it.</summary>
    BackgroundRead,

    /// <summary>Same result when done twice (flags): retried.</summary>
    IdempotentChange,

    /// <summary>APPEND, COPY, MOVE, folder changes: retried only when it failed before a byte of it was sent.</summary>
    Change,
}
