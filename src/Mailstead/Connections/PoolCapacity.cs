using Mailstead.Accounts;

namespace Mailstead.Connections;

/// <summary>How many connections an account may have now. Shrinks to what the server let in when it said "too many", and grows back by one every five minutes. Guarded by the pool's lock.</summary>
internal sealed class PoolCapacity(Account account, TimeProvider time)
{
    private static readonly TimeSpan Regrowth = TimeSpan.FromMinutes(5);
    private readonly int _most = Math.Max(1, Math.Min(account.Connections.MaxConnections, account.Provider.MaxConnections ?? int.MaxValue));
    private int? _shrunkTo;
    private long _changedAt;

    internal int Now
    {
        get
        {
            if (_shrunkTo is not { } shrunk) return _most;
            var grown = shrunk + (int)Math.Min(_most, time.GetElapsedTime(_changedAt) / Regrowth);
            if (grown < _most) return grown;
            _shrunkTo = null;
            return _most;
        }
    }

    /// <param name="letIn">Connections that the server has accepted and that are still there.</param>
    internal void Shrink(int letIn)
    {
        _shrunkTo = Math.Clamp(letIn, 1, _most);
        _changedAt = time.GetTimestamp();
    }
}
