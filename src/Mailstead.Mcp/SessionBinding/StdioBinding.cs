using Mailstead.Operations;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.SessionBinding;

/// <summary>A stdio process serves one host that started it: one session for its whole life, whatever era the client speaks.</summary>
/// <param name="mailbox">May still be starting: what needs no mail is answered meanwhile.</param>
internal sealed class StdioBinding(Task<McpMailbox> mailbox)
{
    /// <summary>Runs one call as the caller. All progress is out when this returns: it must not follow the answer.</summary>
    public async ValueTask<T> CallAsync<T>(McpServer server, ProgressToken? progress, Func<McpCall, Task<T>> call)
    {
        var notifier = progress is { } token ? new ProgressNotifier(server, token) : null;
        try
        {
            var (operations, session) = await mailbox;
            return await call(new McpCall(operations, new OperationContext(session, "mcp") { Progress = notifier }));
        }
        finally
        {
            if (notifier is not null) await notifier.DrainAsync();
        }
    }
}
