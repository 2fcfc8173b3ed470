using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>The words of configuration errors: always the key, its place, and what is allowed.</summary>
internal static class ConfigFault
{
    private const int MaxShown = 80;

    public static ConfigurationException BadValue(Setting setting, string path, string place, string? value) => new(path,
        setting.IsSecret || value is null
            ? $"{path} ({place}): this is not {setting.Allowed}."
            : $"{path} ({place}): {Show(value)} is not {setting.Allowed}.",
        setting.IsSecret ? $"Write where the secret is ({SecretReference.Forms}), never the secret itself." : $"Set {path} to {setting.Allowed}.");

    public static ConfigurationException UnknownKey(string path, string place, string key, IEnumerable<string> known)
    {
        if (key is "password" or "pass" or "token" or "imap_password" or "smtp_password")
        {
            return new ConfigurationException(path, $"{path} ({place}): secrets do not belong in this file.",
                $"Use \"secret\" with a reference ({SecretReference.Forms}); `mailstead account add` stores a password in the vault.");
        }
        var keys = known.ToList();
        var nearest = Suggestion.Closest(key, keys);
        return new ConfigurationException(path, $"{path} ({place}): there is no such key.",
            nearest is null ? $"Allowed here: {string.Join(", ", keys)}." : $"Did you mean \"{nearest}\"?");
    }

    public static ConfigurationException Missing(string path, string place, string remedy) => new(path, $"{path} ({place}) is missing.", remedy);

    private static string Show(string value)
    {
        var safe = string.Concat(value.Take(MaxShown).Select(c => char.IsControl(c) ? '\uFFFD' : c));
        return value.Length > MaxShown ? $"\"{safe}…\"" : $"\"{safe}\"";
    }
}
