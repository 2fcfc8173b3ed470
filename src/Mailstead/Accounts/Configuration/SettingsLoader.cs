using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Reads file, environment and arguments into one snapshot, or refuses with the key named.</summary>
public static class SettingsLoader
{
    private const string AccountVariable = AccountReader.VariablePrefix + "ACCOUNT";

    /// <exception cref="ConfigurationException">The first thing that is wrong.</exception>
    public static MailSettings Load(SettingsInput input)
    {
        var paths = ConfigPaths.Resolve(input);
        return Load(input, paths, ReadFile(paths));
    }

    /// <summary>As if the file held these bytes; null: no file.</summary>
    internal static MailSettings Load(SettingsInput input, ConfigPaths paths, byte[]? content)
    {
        var file = Path.GetFileName(paths.ConfigFile);
        var tree = content is null ? null : ConfigText.Parse(content, file);
        if (tree is not null) ConfigCheck.Keys(tree, RootKeys.Group, file);
        var layers = new LayeredSettings(input, file);
        var root = new SettingScope("", AccountReader.VariablePrefix, tree);
        layers.Find(RootKeys.Schema, root);
        var chosen = layers.Find(RootKeys.DefaultAccount, root);
        layers.FindOrDefault(ConnectionKeys.Preset, root);
        var data = FindDirectory(layers, RootKeys.DataDirectory, root, paths, paths.DataDirectory);
        var settings = new MailSettings
        {
            Paths = paths,
            HasFile = content is not null,
            SessionTtl = layers.FindOrDefault(RootKeys.SessionTtl, root),
            DataDirectory = data,
            DownloadDirectory = FindDirectory(layers, RootKeys.DownloadDirectory, root, paths, Path.Combine(data, "downloads")),
            Connections = new ConnectionReader(layers, [root], ConnectionKeys.Group.Key).Read(ProviderProfile.Generic),
            Accounts = ReadAccounts(layers, root, tree, paths.ConfigDirectory, out var fromEnvironment),
            Effective = layers.Effective,
            Warnings = MisspelledVariables.Find(input),
        };
        layers.RefuseUnusedArguments();
        return settings with { DefaultAccount = ChooseDefault(chosen, fromEnvironment, settings.Accounts) };
    }

    private static byte[]? ReadFile(ConfigPaths paths)
    {
        try
        {
            var length = new FileInfo(paths.ConfigFile).Length;
            if (length > ConfigText.MaxLength) throw new ConfigurationException(paths.ConfigFile, $"{paths.ConfigFile} has {length} bytes; at most {ConfigText.MaxLength} are read.");
            return File.ReadAllBytes(paths.ConfigFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && !paths.ConfigFileIsNamed)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(paths.ConfigFile, $"{paths.ConfigFile} cannot be read: {e.Message}", "Name a file that exists and that you may read, or none.");
        }
    }

    private static List<Account> ReadAccounts(LayeredSettings layers, SettingScope root, ConfigNode? tree, string configDirectory, out string? fromEnvironment)
    {
        fromEnvironment = EnvironmentAccount(layers);
        var names = tree?.Find(RootKeys.Accounts.Key)?.Members.ConvertAll(m => m.Name) ?? [];
        if (fromEnvironment is not null && !names.Contains(fromEnvironment, StringComparer.Ordinal)) names.Add(fromEnvironment);
        var reader = new AccountReader(layers, root, configDirectory);
        var accounts = new List<Account>(names.Count);
        foreach (var name in names) accounts.Add(reader.Read(name, string.Equals(name, fromEnvironment, StringComparison.Ordinal)));
        return accounts;
    }

    private static string? EnvironmentAccount(LayeredSettings layers)
    {
        if (layers.TryGetVariable(AccountVariable, out var name))
        {
            return AccountId.IsValid(name) ? name : throw new ConfigurationException(AccountVariable, $"{AccountVariable} (environment): the name of an account is {AccountId.Rule}.");
        }
        if (layers.TryGetVariable(AccountReader.VariablePrefix + "ADDRESS", out _)) return "default";
        if (!layers.TryGetVariable(AccountReader.VariablePrefix + "IMAP_HOST", out _)) return null;
        throw ConfigFault.Missing(AccountReader.VariablePrefix + "ADDRESS", "environment", $"MAILSTEAD_IMAP_HOST is set: set the address of that account as well, or {AccountVariable} to the name of one in the file.");
    }

    private static AccountId? ChooseDefault(Found<string>? chosen, string? fromEnvironment, IReadOnlyList<Account> accounts)
    {
        if (chosen is { } named && (named.Origin.Layer != SettingLayer.File || fromEnvironment is null))
        {
            return accounts.Any(a => string.Equals(a.Id.Value, named.Value, StringComparison.Ordinal)) ? new AccountId(named.Value) : throw NoSuchAccount(named, accounts);
        }
        if (fromEnvironment is not null) return new AccountId(fromEnvironment);
        return accounts.Count == 1 ? accounts[0].Id : null;
    }

    private static ConfigurationException NoSuchAccount(Found<string> named, IReadOnlyList<Account> accounts)
    {
        var names = accounts.Select(a => a.Id.Value).ToList();
        var remedy = Suggestion.Closest(named.Value, names) is { } nearest ? $"Did you mean \"{nearest}\"?"
            : names.Count == 0 ? "No account is configured." : $"Configured: {string.Join(", ", names)}.";
        return new ConfigurationException(RootKeys.DefaultAccount.Key, $"{RootKeys.DefaultAccount.Key} ({named.Origin}): there is no account \"{named.Value}\".", remedy);
    }

    private static string FindDirectory(LayeredSettings layers, Setting<string> setting, SettingScope root, ConfigPaths paths, string otherwise)
    {
        if (layers.Find(setting, root) is { } found) return UserPath.Resolve(found.Value, paths.ConfigDirectory);
        layers.Record(setting.Key, otherwise, SettingOrigin.Default);
        return otherwise;
    }
}
