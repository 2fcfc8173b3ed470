using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Warns of variables that nobody reads and that look like one that is read. Others with our prefix may belong to someone else.</summary>
internal static class MisspelledVariables
{
    private const string Prefix = AccountReader.VariablePrefix;
    private const int MaxWarnings = 20;

    /// <summary>Every variable that is read, whole names.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. new[] { "HOME", "CONFIG", "ACCOUNT", "PASSWORD", "IMAP_PASSWORD", "SMTP_PASSWORD" }.Select(n => Prefix + n),
        .. RootKeys.Group.Settings.Where(s => s != RootKeys.Schema).SelectMany(s => s.VariablesIn(Prefix)),
        .. ConnectionKeys.Group.Settings.SelectMany(s => s.VariablesIn(Prefix)),
        .. AccountKeys.Group.Settings.Where(s => s != ConnectionKeys.Preset).SelectMany(s => s.VariablesIn(Prefix)),
        .. EndpointKeys.Imap.Settings.SelectMany(s => s.VariablesIn(Prefix + "IMAP_")),
        .. EndpointKeys.Smtp.Settings.SelectMany(s => s.VariablesIn(Prefix + "SMTP_")),
    ];

    public static IReadOnlyList<string> Find(SettingsInput input) =>
        [.. input.Environment.Keys.Order(StringComparer.Ordinal).Select(Warn).OfType<string>().Take(MaxWarnings)];

    private static string? Warn(string name)
    {
        var ours = name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith("MCP_EMAIL_SERVER_", StringComparison.Ordinal);
        if (!ours || Known.Contains(name, StringComparer.Ordinal)) return null;
        return Suggestion.Closest(name, Known, mostEdits: 2) is { } nearest ? $"The variable {name} is not read; did you mean {nearest}?" : null;
    }
}
