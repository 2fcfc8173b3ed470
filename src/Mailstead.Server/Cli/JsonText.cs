using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mailstead.Protocol.Errors;

namespace Mailstead.Server.Cli;

/// <summary>JSON for people and scripts: letters of every script as they are.</summary>
internal static class JsonText
{
    public static string Of(JsonElement element, bool indented) => Write(element.WriteTo, indented);

    public static string OfError(MailException error) => Write(
        writer =>
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
        },
        indented: false);

    private static string Write(Action<Utf8JsonWriter> content, bool indented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            content(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
