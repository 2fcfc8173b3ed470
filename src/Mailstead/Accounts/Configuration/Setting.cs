using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

/// <summary>One key of the configuration. This description is what reads, checks and publishes it; there is no other.</summary>
internal abstract class Setting(string key, string description)
{
    public string Key { get; } = key;
    public string Description { get; } = description;

    /// <summary>Other spellings of the key that are understood.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whole names of variables that are understood beside the MAILSTEAD_ one.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>A wrong value is not repeated in the message.</summary>
    public bool IsSecret { get; init; }
    public abstract string Allowed { get; }

    /// <summary>Ready to show; "" when there is none.</summary>
    public abstract string DefaultText { get; }
    public IEnumerable<string> Names => Aliases.Prepend(Key);
    public abstract void WriteSchema(Utf8JsonWriter writer);

    /// <summary>MAILSTEAD_ names first, then the others.</summary>
    public IEnumerable<string> VariablesIn(string prefix) => Names.Select(n => prefix + n.ToUpperInvariant()).Concat(Variables);
}
