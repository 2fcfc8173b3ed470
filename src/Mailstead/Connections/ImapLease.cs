using Mailstead.Protocol.Imap;

namespace Mailstead.Connections;

/// <summary>The use of a connection until disposed. A connection that went bad is closed before the disposing ends.</summary>
internal sealed class ImapLease(ImapPool pool, PooledConnection pooled) : IAsyncDisposable
{
    private int _returned;
    internal ImapConnection Connection => pooled.Connection;

    /// <summary>It goes back as useless and is closed.</summary>
    internal void Spoil() => pooled.IsSpoiled = true;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _returned, 1) == 0 ? pool.ReturnAsync(pooled) : ValueTask.CompletedTask;
}
