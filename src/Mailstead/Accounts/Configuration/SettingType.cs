using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

/// <summary>What values a setting takes: reading, showing and describing them in the schema are one thing.</summary>
internal abstract class SettingType<T>
{
    /// <summary>The rule in words: "a whole number from 1 to 65535".</summary>
    public abstract string Allowed { get; }
    public abstract bool TryRead(ConfigNode node, [MaybeNullWhen(false)] out T value);

    /// <summary>From an environment variable or an argument.</summary>
    public abstract bool TryRead(string text, [MaybeNullWhen(false)] out T value);
    public abstract string Show(T value);

    /// <summary>Writes the keywords of the value's JSON Schema into an object that is open.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}
