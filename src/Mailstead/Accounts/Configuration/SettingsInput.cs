using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Mailstead.Accounts.Configuration;

/// <summary>What speaks for settings beside the file.</summary>
public sealed record SettingsInput
{
    /// <summary>Names and values as given; on Windows looked up without case.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>By path in the file: "connection.timeout", "accounts.work.imap.port".</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The file named by an argument; null: by MAILSTEAD_CONFIG, or where the system keeps such files.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The environment of this process, read now.</summary>
    public static SettingsInput FromProcess()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables()) variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return new SettingsInput { Environment = variables };
    }

    /// <summary>An empty variable counts as not set, as containers hand them out.</summary>
    internal bool TryGetVariable(string name, [NotNullWhen(true)] out string? value) =>
        Environment.TryGetValue(name, out value) && value.Length > 0;
}
