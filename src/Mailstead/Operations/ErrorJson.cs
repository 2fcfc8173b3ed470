using System.Text.Encodings.Web;
using System.Text.Json;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations;

/// <summary>An error as JSON, the same behind every door: the stable code, what was wrong, what to do next, whether a retry can help.</summary>
public static class ErrorJson
{
    // Letters of every script stay letters.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>{"error":{"code":...,"message":...,"next":...,"server_text":...,"can_retry":...}} as UTF-8; what is not known is left out.</returns>
    public static byte[] Of(MailException error)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
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

        return stream.ToArray();
    }
}
