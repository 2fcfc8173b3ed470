using Mailstead.Operations;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp;

/// <summary>MCP on standard input and output, both eras. Returns when the input ends.</summary>
public static class StdioServer
{
    public static async Task RunAsync(MailOperations operations, SessionId session, Stream input, Stream output, string version, CancellationToken cancellationToken)
    {
        var options = new McpDoor(operations, session).Options(version);
        await using var transport = new StreamServerTransport(input, output, "mailstead");
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancellationToken);
    }
}
