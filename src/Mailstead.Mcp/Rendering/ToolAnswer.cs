using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Rendering;

/// <summary>What a tool answers: one JSON object, as structured content and as the same text for hosts that show only text.</summary>
internal readonly record struct ToolAnswer(JsonElement Content)
{
    /// <summary>Letters of every script stay letters: an escaped one costs six characters. Line ends of every kind are still escaped.</summary>
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ToolAnswer Of<T>(T result, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToElement(result, type));

    public CallToolResult ToResult() => new()
    {
        Content = [new TextContentBlock { Text = Text(Content) }],
        StructuredContent = Content,
    };

    public static string Text(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Readable)) element.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
