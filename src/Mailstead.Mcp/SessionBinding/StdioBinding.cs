using Mailstead.Operations;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.SessionBinding;

/// <summary>A stdio process serves one host that started it: one session for its whole life, whatever era the client speaks.</summary>
internal sealed class StdioBinding(SessionId session)
{
    public OperationContext ContextOf(McpServer server, ProgressToken? progress) => new(session, "mcp")
    {
        Progress = progress is { } token ? new ProgressNotifier(server, token) : null,
    };
}
