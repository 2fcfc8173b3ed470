using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Looks settings up layer by layer and keeps a record of what it found where.</summary>
internal sealed class LayeredSettings(SettingsInput input, string file)
{
    private readonly List<EffectiveSetting> _effective = [];
    private readonly HashSet<string> _usedArguments = new(StringComparer.Ordinal);

    public IReadOnlyList<EffectiveSetting> Effective => _effective;
    public string File => file;

    /// <summary>Argument, environment, file, default; recorded. Null: nobody speaks and there is no default.</summary>
    public Found<T>? Find<T>(Setting<T> setting, SettingScope scope)
    {
        var found = FromArgument(setting, scope) ?? FromEnvironment(setting, scope) ?? FromFile(setting, scope);
        if (found is { } hit) Record(scope.PathOf(setting.Key), setting.Type.Show(hit.Value), hit.Origin);
        return found;
    }

    public T FindOrDefault<T>(Setting<T> setting, SettingScope scope)
    {
        if (Find(setting, scope) is { } found) return found.Value;
        Record(scope.PathOf(setting.Key), setting.DefaultText, SettingOrigin.Default);
        return setting.Default;
    }

    public Found<T>? FromArgument<T>(Setting<T> setting, SettingScope scope)
    {
        foreach (var path in setting.Names.Select(scope.PathOf))
        {
            if (!input.Arguments.TryGetValue(path, out var text)) continue;
            _usedArguments.Add(path);
            return Parse(setting, path, "argument", text, new SettingOrigin(SettingLayer.Argument));
        }
        return null;
    }

    public Found<T>? FromEnvironment<T>(Setting<T> setting, SettingScope scope)
    {
        if (scope.VariablePrefix is null) return null;
        foreach (var name in setting.VariablesIn(scope.VariablePrefix))
        {
            if (input.TryGetVariable(name, out var text)) return Parse(setting, name, "environment", text, new SettingOrigin(SettingLayer.Environment, name));
        }
        return null;
    }

    public Found<T>? FromFile<T>(Setting<T> setting, SettingScope scope)
    {
        foreach (var name in setting.Names)
        {
            if (scope.Node?.Find(name) is not { } node) continue;
            if (!setting.Type.TryRead(node, out var value)) throw ConfigFault.BadValue(setting, node.Path, Place(node), node.Text.Length == 0 ? null : node.Text);
            return new Found<T>(value, OriginOf(node));
        }
        return null;
    }

    /// <summary>Called when everything was looked up: an argument that nothing asked for is a mistake.</summary>
    public void RefuseUnusedArguments()
    {
        var unused = input.Arguments.Keys.FirstOrDefault(k => !_usedArguments.Contains(k));
        if (unused is null) return;
        var nearest = Suggestion.Closest(unused, _effective.Select(e => e.Path));
        throw new ConfigurationException(unused, $"{unused} (argument): there is no such setting.", nearest is null ? "`mailstead config show` lists them." : $"Did you mean \"{nearest}\"?");
    }

    public void Record(string path, string value, SettingOrigin origin) => _effective.Add(new EffectiveSetting(path, value, origin));

    public bool TryGetVariable(string name, [NotNullWhen(true)] out string? value) => input.TryGetVariable(name, out value);

    public string Place(ConfigNode node) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {node.Line}");

    private static SettingOrigin OriginOf(ConfigNode node) => new(SettingLayer.File, string.Create(CultureInfo.InvariantCulture, $"line {node.Line}"));

    private static Found<T> Parse<T>(Setting<T> setting, string path, string place, string text, SettingOrigin origin) =>
        setting.Type.TryRead(text, out var value) ? new Found<T>(value, origin) : throw ConfigFault.BadValue(setting, path, place, text);
}
