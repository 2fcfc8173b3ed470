namespace Mailstead.Accounts.Configuration;

/// <summary>Connection settings under one name. Counts as if its values were written where the preset is named.</summary>
internal sealed record ConnectionPreset(string Name, bool UseSessionManagement, int? MaxRetries = null, TimeSpan? InitialBackoff = null, TimeSpan? MaxBackoff = null, TimeSpan? MaxAge = null)
{
    public static ConnectionPreset Default { get; } = Of("default", 3, 1.0, 30, 1800);

    public static IReadOnlyList<ConnectionPreset> All { get; } =
        [Default, Of("aggressive", 5, 2.0, 60, 900), Of("minimal", 2, 0.5, 10, 3600), new("disabled", UseSessionManagement: false)];

    private static ConnectionPreset Of(string name, int retries, double initial, double max, double age) =>
        new(name, UseSessionManagement: true, retries, TimeSpan.FromSeconds(initial), TimeSpan.FromSeconds(max), TimeSpan.FromSeconds(age));
}
