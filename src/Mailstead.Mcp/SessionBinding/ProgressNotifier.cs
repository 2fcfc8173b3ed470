using Mailstead.Operations;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.SessionBinding;

/// <summary>
/// Sends progress of one call, in order, only ever growing, as the specification demands. The end is told by the answer alone:
/// clients that read both at once have forgotten the token before they look at the progress.
/// </summary>
internal sealed class ProgressNotifier(McpServer server, ProgressToken token) : IProgress<OperationProgress>
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private int _highest = -1;

    public void Report(OperationProgress value)
    {
        lock (_gate)
        {
            if (value.Done <= _highest || value.Done >= value.Total) return;
            _highest = value.Done;
            _last = SendAfterAsync(_last, value);
        }
    }

    /// <summary>Completes when all that was reported is out: progress must not follow the answer.</summary>
    public Task DrainAsync()
    {
        lock (_gate) return _last;
    }

    private async Task SendAfterAsync(Task previous, OperationProgress value)
    {
        await previous;
        await server.NotifyProgressAsync(token, new ProgressNotificationValue
        {
            Progress = value.Done,
            Total = value.Total,
            Message = value.What,
        });
    }
}
