namespace Mailstead.Accounts.Configuration;

/// <summary>A value and who spoke for it.</summary>
internal readonly record struct Found<T>(T Value, SettingOrigin Origin);
