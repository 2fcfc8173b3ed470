using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.Tools;

/// <summary>tools/call: find the tool, bind the caller, run, shape the answer or the error.</summary>
internal sealed class ToolHandlers(MailOperations operations, StdioBinding binding)
{
    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var parameters = request.Params ?? throw new McpProtocolException("tools/call needs params.", McpErrorCode.InvalidParams);
        var tool = ToolCatalog.Find(parameters.Name)
            ?? throw new McpProtocolException($"There is no tool '{parameters.Name}'.", McpErrorCode.InvalidParams);
        var context = binding.ContextOf(request.Server, parameters.ProgressToken);
        try
        {
            var arguments = new ToolArguments(parameters.Arguments, tool.ArgumentNames);
            var answer = await tool.RunAsync(arguments, new ToolCall(operations, context), cancellationToken);
            return answer.ToResult();
        }
        catch (MailException error)
        {
            return ErrorAnswer.Of(error);
        }
        finally
        {
            if (context.Progress is ProgressNotifier progress) await progress.DrainAsync();
        }
    }
}
