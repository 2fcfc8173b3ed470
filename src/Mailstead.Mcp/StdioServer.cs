using Mailstead.Mcp.Stdio;
using Mailstead.Operations;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp;

/// <summary>MCP on standard input and output, both eras. Returns when the input ends; what was asked before then may still be answered for a second.</summary>
public static class StdioServer
{
    public static async Task RunAsync(MailOperations operations, SessionId session, Stream input, Stream output, string version, CancellationToken cancellationToken)
    {
        var options = new McpDoor(operations, session).Options(version);
        await using var transport = new LineTransport(input, output, TimeProvider.System);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, transport.Ended);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(leaving.Token);
    }
}
