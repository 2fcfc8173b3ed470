using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Reads connection settings. In each layer a key that is written out wins over the preset of that layer, the account over the top of the file.</summary>
internal sealed class ConnectionReader(LayeredSettings layers, IReadOnlyList<SettingScope> scopes, string path)
{
    // From the account to the top; keys stand in the object "connection", presets beside it.
    private readonly SettingScope[] _keys = [.. scopes.Select(s => s.Enter(ConnectionKeys.Group.Key, s.VariablePrefix))];

    public ConnectionSettings Read(ProviderProfile provider)
    {
        var settings = new ConnectionSettings
        {
            UseSessionManagement = Pick(ConnectionKeys.UseSessionManagement, p => p.UseSessionManagement),
            MaxRetries = Pick(ConnectionKeys.MaxRetries, p => p.MaxRetries),
            InitialBackoff = Pick(ConnectionKeys.InitialBackoff, p => p.InitialBackoff),
            MaxBackoff = Pick(ConnectionKeys.MaxBackoff, p => p.MaxBackoff),
            MaxAge = Pick(ConnectionKeys.MaxAge, p => p.MaxAge),
            ReuseWithoutProbe = Pick(ConnectionKeys.ReuseWithoutProbe, _ => null),
            MaxConnections = Pick(ConnectionKeys.MaxConnections, _ => null, provider.MaxConnections, provider.Name),
            Timeout = Pick(ConnectionKeys.Timeout, _ => null),
            IdleTimeout = Pick(ConnectionKeys.IdleTimeout, _ => null),
        };
        if (settings.InitialBackoff > settings.MaxBackoff)
        {
            throw new ConfigurationException($"{path}.{ConnectionKeys.InitialBackoff.Key}",
                $"{path}: {ConnectionKeys.InitialBackoff.Key} ({settings.InitialBackoff.TotalSeconds} s) is more than {ConnectionKeys.MaxBackoff.Key} ({settings.MaxBackoff.TotalSeconds} s).",
                $"Lower {ConnectionKeys.InitialBackoff.Key} or raise {ConnectionKeys.MaxBackoff.Key}.");
        }
        return settings;
    }

    private T Pick<T>(Setting<T> setting, Func<ConnectionPreset, T?> ofPreset, T? ofProvider = null, string providerName = "") where T : struct
    {
        var found = Layer(setting, ofPreset, layers.FromArgument, layers.FromArgument)
            ?? Layer(setting, ofPreset, layers.FromEnvironment, layers.FromEnvironment)
            ?? Layer(setting, ofPreset, layers.FromFile, layers.FromFile)
            ?? (ofProvider is { } limit ? new Found<T>(limit, new SettingOrigin(SettingLayer.Provider, providerName)) : new Found<T>(setting.Default, SettingOrigin.Default));
        layers.Record($"{path}.{setting.Key}", setting.Type.Show(found.Value), found.Origin);
        return found.Value;
    }

    private Found<T>? Layer<T>(
        Setting<T> setting,
        Func<ConnectionPreset, T?> ofPreset,
        Func<Setting<T>, SettingScope, Found<T>?> read,
        Func<Setting<ConnectionPreset>, SettingScope, Found<ConnectionPreset>?> readPreset) where T : struct
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (read(setting, _keys[i]) is { } written) return written;
            if (readPreset(ConnectionKeys.Preset, scopes[i]) is { } preset && ofPreset(preset.Value) is { } value)
            {
                return new Found<T>(value, preset.Origin with { Preset = preset.Value.Name });
            }
        }
        return null;
    }
}
