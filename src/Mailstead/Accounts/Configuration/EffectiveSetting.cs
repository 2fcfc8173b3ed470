namespace Mailstead.Accounts.Configuration;

/// <param name="Value">Ready to show: a secret appears as its reference.</param>
public sealed record EffectiveSetting(string Path, string Value, SettingOrigin Origin);
