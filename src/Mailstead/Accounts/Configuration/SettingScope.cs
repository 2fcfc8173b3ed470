namespace Mailstead.Accounts.Configuration;

/// <summary>One place where settings are looked for: an object of the file with its path and its variables.</summary>
/// <param name="Path">"" for the top.</param>
/// <param name="VariablePrefix">Null: no environment variables speak for this place.</param>
/// <param name="Node">Null: not in the file.</param>
internal sealed record SettingScope(string Path, string? VariablePrefix, ConfigNode? Node)
{
    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public SettingScope Enter(string key, string? variablePrefix) => new(PathOf(key), variablePrefix, Node?.Find(key));
}
