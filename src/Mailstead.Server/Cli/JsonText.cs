using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mailstead.Server.Cli;

/// <summary>JSON for people and scripts: letters of every script as they are.</summary>
internal static class JsonText
{
    public static string Of(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            element.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
