using System.Text.Json;
using Mailstead.Errors;
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

    public static CallToolResult Of(MailException error)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", error.Code);
            writer.WriteString("message", error.Message);
            if (error.Remedy is not null) writer.WriteString("next", error.Remedy);
            if (error.ServerText is not null) writer.WriteString("server_text", error.ServerText);
            writer.WriteBoolean("can_retry", error.CanRetry);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = ToolAnswer.Text(document.RootElement) }] };
    }
}
