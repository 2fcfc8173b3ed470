using System.Text;
using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Rendering;

/// <summary>An error as a model can use it: the stable code, what was wrong, what to do next, whether a retry can help.</summary>
internal static class ErrorAnswer
{
    /// <summary>The same where the protocol has no room for a result: what the caller asked wrongly is told from what failed.</summary>
    public static McpProtocolException Protocol(MailException error)
    {
        var isCallers = error is CallerException or GoneException;
        return new($"{error.Code}: {error.Message} {error.Remedy}".TrimEnd(), error, isCallers ? McpErrorCode.InvalidParams : McpErrorCode.InternalError);
    }

    public static CallToolResult Of(MailException error) => new()
    {
        IsError = true,
        Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(ErrorJson.Of(error)) }],
    };
}
