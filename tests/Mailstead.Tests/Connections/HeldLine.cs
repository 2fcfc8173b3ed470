using Mailstead.Protocol.Imap;

namespace Mailstead.Tests.Connections;

/// <summary>Work that keeps its connection until it is released.</summary>
internal sealed class HeldLine
{
    private readonly TaskCompletionSource<string> _has = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<string> Has => _has.Task;
    internal Task<bool> Done { get; set; } = Task.FromResult(true);

    internal async Task<bool> KeepAsync(ImapConnection connection)
    {
        _has.SetResult(connection.Id);
        await _release.Task;
        return true;
    }

    internal Task ReleaseAsync()
    {
        _release.SetResult();
        return Done;
    }
}
