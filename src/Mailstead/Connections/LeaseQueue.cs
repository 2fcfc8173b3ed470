using System.Diagnostics.CodeAnalysis;

namespace Mailstead.Connections;

/// <summary>Who waits for a connection, in the order of coming, those that nobody waits for behind all others. Guarded by the pool's lock.</summary>
internal sealed class LeaseQueue
{
    private readonly LinkedList<LeaseRequest> _urgent = [];
    private readonly LinkedList<LeaseRequest> _background = [];

    internal int Count => _urgent.Count + _background.Count;

    internal LeaseRequest Join(LeaseTerms terms)
    {
        var request = new LeaseRequest();
        (terms.IsAwaited ? _urgent : _background).AddLast(request);
        return request;
    }

    /// <summary>False when it had its turn already.</summary>
    internal bool Leave(LeaseRequest request) => _urgent.Remove(request) || _background.Remove(request);

    internal bool TryTakeFirst([NotNullWhen(true)] out LeaseRequest? request)
    {
        var from = _urgent.Count > 0 ? _urgent : _background;
        request = from.First?.Value;
        if (request is null) return false;
        from.RemoveFirst();
        return true;
    }
}
