namespace Mailstead.Server.Cli;

/// <param name="From">argument, environment NAME, file, provider, default.</param>
internal sealed record SettingRow(string Key, string Value, string From);
