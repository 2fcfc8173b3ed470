using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Stdio;

/// <summary>Requests that were read and not answered yet.</summary>
internal sealed class OpenRequests(int most)
{
    private readonly Lock _gate = new();
    private readonly HashSet<RequestId> _ids = [];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closing;

    /// <returns>Null when it was taken; else why not.</returns>
    public string? TryOpen(RequestId id)
    {
        lock (_gate)
        {
            if (_ids.Count >= most) return $"{most} requests are open: wait for an answer to one of them.";
            return _ids.Add(id) ? null : "A request with this id is open.";
        }
    }

    public void Close(RequestId id)
    {
        lock (_gate)
        {
            _ids.Remove(id);
            if (_closing && _ids.Count == 0) _drained.TrySetResult();
        }
    }

    /// <summary>Completes when none is open. No more may be opened.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            _closing = true;
            if (_ids.Count == 0) _drained.TrySetResult();
            return _drained.Task;
        }
    }
}
