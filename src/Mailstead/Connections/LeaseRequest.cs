namespace Mailstead.Connections;

/// <summary>A place in the pool's queue. Gets a connection, or null: room to dial one.</summary>
internal sealed class LeaseRequest
{
    private readonly TaskCompletionSource<PooledConnection?> _grant = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<PooledConnection?> Granted => _grant.Task;
    internal void Grant(PooledConnection? connection) => _grant.SetResult(connection);
    internal void Refuse(Exception why) => _grant.SetException(why);
}
