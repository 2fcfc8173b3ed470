using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

/// <summary>The JSON Schema of the file, written from the descriptions that read it.</summary>
public static class ConfigSchema
{
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static void Write(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteString("$schema", Dialect);
        writer.WriteString("title", "Mailstead config.json");
        WriteGroup(writer, RootKeys.Group);
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, SettingGroup group)
    {
        writer.WriteString("description", group.Description);
        WriteType(writer, group);
        if (group.IsMap)
        {
            writer.WriteStartObject("propertyNames");
            SettingTypes.AccountName.WriteSchema(writer);
            writer.WriteEndObject();
            writer.WriteStartObject("additionalProperties");
            WriteGroup(writer, group.Groups[0]);
            writer.WriteEndObject();
            return;
        }
        writer.WriteStartObject("properties");
        foreach (var setting in group.Settings)
        {
            foreach (var name in setting.Names) WriteSetting(writer, setting, name);
        }
        foreach (var inner in group.Groups)
        {
            writer.WriteStartObject(inner.Key);
            WriteGroup(writer, inner);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteBoolean("additionalProperties", false);
    }

    private static void WriteType(Utf8JsonWriter writer, SettingGroup group)
    {
        if (!group.IsNullable)
        {
            writer.WriteString("type", "object");
            return;
        }
        writer.WriteStartArray("type");
        writer.WriteStringValue("object");
        writer.WriteStringValue("null");
        writer.WriteEndArray();
    }

    private static void WriteSetting(Utf8JsonWriter writer, Setting setting, string name)
    {
        var isAlias = !string.Equals(name, setting.Key, StringComparison.Ordinal);
        writer.WriteStartObject(name);
        writer.WriteString("description", isAlias ? $"Same as {setting.Key}." : setting.Description + (setting.DefaultText.Length > 0 ? $" Default: {setting.DefaultText}." : ""));
        setting.WriteSchema(writer);
        if (isAlias) writer.WriteBoolean("deprecated", true);
        writer.WriteEndObject();
    }
}
