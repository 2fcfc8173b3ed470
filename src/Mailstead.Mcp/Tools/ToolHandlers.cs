using Mailstead.Errors;
using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Protocol.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.Tools;

/// <summary>tools/call: find the tool, bind the caller, run, shape the answer or the error.</summary>
internal sealed class ToolHandlers(StdioBinding binding)
{
    public ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var parameters = request.Params ?? throw new McpProtocolException("tools/call needs params.", McpErrorCode.InvalidParams);
        var tool = ToolCatalog.Find(parameters.Name)
            ?? throw new McpProtocolException(
                $"There is no tool '{Shortened.Text(parameters.Name)}'. Tools: {string.Join(", ", ToolCatalog.All.Select(t => t.Name))}.", McpErrorCode.InvalidParams);
        return binding.CallAsync(request.Server, parameters.ProgressToken, call => RunAsync(tool, parameters, call, cancellationToken));
    }

    private static async Task<CallToolResult> RunAsync(MailTool tool, CallToolRequestParams parameters, McpCall call, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = new ToolArguments(parameters.Arguments, tool.ArgumentNames);
            return (await tool.RunAsync(arguments, call, cancellationToken)).ToResult();
        }
        catch (MailException error)
        {
            return ErrorAnswer.Of(error);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return ErrorAnswer.Of(new InternalErrorException(tool.Name, fault));
        }
    }
}
