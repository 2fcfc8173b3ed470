using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

/// <summary>A JSON array of strings, or text with commas.</summary>
internal sealed class ListType(SettingType<string> item, int maxItems) : SettingType<IReadOnlyList<string>>
{
    public override string Allowed => $"a list of at most {maxItems}, each {item.Allowed}";

    public override bool TryRead(ConfigNode node, [MaybeNullWhen(false)] out IReadOnlyList<string> value)
    {
        value = null;
        if (node.Kind != JsonValueKind.Array || node.Items.Count > maxItems) return false;
        var list = new List<string>(node.Items.Count);
        foreach (var element in node.Items)
        {
            if (!item.TryRead(element, out var one)) return false;
            list.Add(one);
        }
        value = list;
        return true;
    }

    public override bool TryRead(string text, [MaybeNullWhen(false)] out IReadOnlyList<string> value)
    {
        value = null;
        var list = new List<string>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (list.Count == maxItems || !item.TryRead(word, out var one)) return false;
            list.Add(one);
        }
        value = list;
        return true;
    }

    public override string Show(IReadOnlyList<string> value) => value.Count == 0 ? "none" : string.Join(", ", value);

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteNumber("maxItems", maxItems);
        writer.WriteStartObject("items");
        item.WriteSchema(writer);
        writer.WriteEndObject();
    }
}
