using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

/// <summary>One JSON value, or one word of text.</summary>
internal sealed class ScalarType<T>(string allowed, string jsonType, SettingReader<T> read, Func<T, string> show, Action<Utf8JsonWriter>? schema = null) : SettingType<T>
{
    public override string Allowed => allowed;

    public override bool TryRead(ConfigNode node, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        var fits = jsonType switch
        {
            "string" => node.Kind is JsonValueKind.String,
            "boolean" => node.Kind is JsonValueKind.True or JsonValueKind.False,
            _ => node.Kind is JsonValueKind.Number,
        };
        return fits && read(node.Text, out value);
    }

    public override bool TryRead(string text, [MaybeNullWhen(false)] out T value) => read(text.Trim(), out value);
    public override string Show(T value) => show(value);

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", jsonType);
        schema?.Invoke(writer);
    }
}
