using System.Text.Json;
using Mailstead.Protocol.Errors;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Rendering;

/// <summary>An error as a model can use it: the stable code, what was wrong, what to do next, whether a retry can help.</summary>
internal static class ErrorAnswer
{
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
