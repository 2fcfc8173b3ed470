using System.Buffers;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Stdio;

/// <summary>The JSON-RPC error for a line that never becomes a request.</summary>
internal static class Refusal
{
    /// <summary>For what is JSON but no message, and for what is no JSON.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            JsonElement? id = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given : null;
            return Write(writer => Copy(writer, id), McpErrorCode.InvalidRequest, "The line is not a JSON-RPC 2.0 message.");
        }
        catch (JsonException)
        {
            return WithoutId(McpErrorCode.ParseError, "The line is not JSON of at most 64 levels in UTF-8.");
        }
    }

    public static ReadOnlyMemory<byte> WithoutId(McpErrorCode code, string message) => Write(writer => writer.WriteNullValue(), code, message);

    public static ReadOnlyMemory<byte> Of(RequestId id, McpErrorCode code, string message) =>
        Write(writer => JsonSerializer.Serialize(writer, id, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(RequestId))), code, message);

    private static void Copy(Utf8JsonWriter writer, JsonElement? id)
    {
        if (id is { } known) known.WriteTo(writer);
        else writer.WriteNullValue();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> id, McpErrorCode code, string message)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WritePropertyName("id");
            id(writer);
            writer.WriteStartObject("error");
            writer.WriteNumber("code", (int)code);
            writer.WriteString("message", message);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
