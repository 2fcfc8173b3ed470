namespace Mailstead.Accounts.Configuration;

/// <summary>An object of the file: its settings and the objects in it.</summary>
internal sealed class SettingGroup(string key, string description, IReadOnlyList<Setting> settings, IReadOnlyList<SettingGroup> groups)
{
    public string Key { get; } = key;
    public string Description { get; } = description;
    public IReadOnlyList<Setting> Settings { get; } = settings;
    public IReadOnlyList<SettingGroup> Groups { get; } = groups;

    /// <summary>An object whose keys are account names and whose values are of <see cref="Groups"/>[0].</summary>
    public bool IsMap { get; init; }

    /// <summary>null may stand for the object: "there is none".</summary>
    public bool IsNullable { get; init; }
    public IEnumerable<string> Keys => Settings.SelectMany(s => s.Names).Concat(Groups.Select(g => g.Key));
}
