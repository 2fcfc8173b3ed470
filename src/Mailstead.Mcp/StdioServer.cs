using Mailstead.Mcp.Stdio;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp;

/// <summary>MCP on standard input and output, both eras. Returns when the input ends; what was asked before then may still be answered for a second.</summary>
public static class StdioServer
{
    /// <param name="mailbox">May still be starting: the handshake and the lists are answered meanwhile. When it fails the server ends with its error.</param>
    public static async Task RunAsync(Task<McpMailbox> mailbox, Stream input, Stream output, string version, CancellationToken cancellationToken)
    {
        var options = new McpDoor(mailbox).Options(version);
        await using var transport = new LineTransport(input, output, TimeProvider.System);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, transport.Ended);
        await using (var server = McpServer.Create(transport, options))
        {
            var serving = server.RunAsync(leaving.Token);
            if (await Task.WhenAny(mailbox, serving) == mailbox && !mailbox.IsCompletedSuccessfully) await leaving.CancelAsync();
            await serving;
        }

        if (mailbox.IsFaulted) await mailbox;
    }
}
