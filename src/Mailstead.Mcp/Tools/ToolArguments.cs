using System.Globalization;
using System.Text.Json;
using Mailstead.Errors;
using Mailstead.Mcp.Rendering;
using Mailstead.Protocol.Errors;

namespace Mailstead.Mcp.Tools;

/// <summary>Arguments of one call. Reads leniently what models send (a string for a list, "20" for 20); refuses names that the tool does not know.</summary>
internal sealed class ToolArguments
{
    private readonly IDictionary<string, JsonElement> _values;

    public ToolArguments(IDictionary<string, JsonElement>? values, IReadOnlyList<string> known)
    {
        _values = values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in _values.Keys)
        {
            if (known.Contains(name, StringComparer.Ordinal)) continue;
            var close = Suggestion.Closest(name, known);
            throw new CallerException(
                $"There is no argument '{Shortened.Text(name)}'.",
                remedy: close is null ? $"Arguments: {string.Join(", ", known)}." : $"Did you mean '{close}'? Arguments: {string.Join(", ", known)}.");
        }
    }

    public string? Text(string name) => Value(name) is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.String => StringOf(name, value),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Wrong(name, "a string", value),
        }
        : null;

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw Missing(name);

    /// <summary>A list, one string, or a list written as a JSON string; null when absent.</summary>
    public IReadOnlyList<string>? TextList(string name)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return FromText(name, StringOf(name, value));
        return value.ValueKind == JsonValueKind.Array ? Items(name, value) : throw Wrong(name, "a string or a list of strings", value);
    }

    public IReadOnlyList<string> RequiredTextList(string name) => TextList(name) is { Count: > 0 } list ? list : throw Missing(name);

    public int Integer(string name, int fallback, int min, int max)
    {
        if (Value(name) is not { } value) return fallback;
        var read = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt32(out var n) => n,
            JsonValueKind.String when int.TryParse(StringOf(name, value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
            _ => throw Wrong(name, $"a whole number from {min} to {max}", value),
        };
        return read >= min && read <= max ? read : throw Wrong(name, $"a whole number from {min} to {max}", value);
    }

    public bool Flag(string name, bool fallback)
    {
        if (Value(name) is not { } value) return fallback;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(StringOf(name, value), out var flag) => flag,
            _ => throw Wrong(name, "true or false", value),
        };
    }

    public string Choice(string name, string fallback, params IReadOnlyList<string> allowed)
    {
        if (Text(name) is not { } text) return fallback;
        return allowed.FirstOrDefault(a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase))
            ?? throw new CallerException($"'{name}' cannot be '{Shortened.Text(text)}'.", remedy: $"Use one of: {string.Join(", ", allowed)}.");
    }

    private JsonElement? Value(string name) =>
        _values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static List<string> FromText(string name, string text)
    {
        if (!text.StartsWith('[')) return [text];
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2 });
            return Items(name, document.RootElement);
        }
        catch (JsonException)
        {
            // Not JSON: a plain string that begins with a bracket, as a subject may.
            return [text];
        }
    }

    private static List<string> Items(string name, JsonElement array)
    {
        var items = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
            items.Add(item.ValueKind == JsonValueKind.String ? StringOf(name, item) : throw Wrong(name, "a list of strings", item));
        return items;
    }

    private static string StringOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CallerException($"'{name}' is not text: it holds half a character.", remedy: "Write whole characters: a \\u escape beyond FFFF takes two halves.");
        }
    }

    private static string Shown(JsonElement value)
    {
        try
        {
            return Shortened.Text(value.GetRawText());
        }
        catch (InvalidOperationException)
        {
            // Octets that are not UTF-8: the parser is lazy about them.
            return "what is not UTF-8";
        }
    }

    private static CallerException Missing(string name) =>
        new($"'{name}' is missing.", remedy: $"Call again with '{name}'.");

    private static CallerException Wrong(string name, string expected, JsonElement value) =>
        new($"'{name}' must be {expected}, not {Shown(value)}.", remedy: $"Call again with {expected} for '{name}'.");
}
