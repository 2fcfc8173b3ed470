using Mailstead.Operations;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.SessionBinding;

/// <summary>A stdio process serves one host that started it: one session for its whole life, whatever era the client speaks.</summary>
internal sealed class StdioBinding(SessionId session)
{
    /// <summary>Runs one call as the caller. All progress is out when this returns: it must not follow the answer.</summary>
    public async ValueTask<T> CallAsync<T>(McpServer server, ProgressToken? progress, Func<OperationContext, Task<T>> call)
    {
        var notifier = progress is { } token ? new ProgressNotifier(server, token) : null;
        try
        {
            return await call(new OperationContext(session, "mcp") { Progress = notifier });
        }
        finally
        {
            if (notifier is not null) await notifier.DrainAsync();
        }
    }
}
