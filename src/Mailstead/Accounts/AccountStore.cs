using System.Text;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts;

/// <summary>Adds and removes accounts in the configuration file, with their passwords in the vault. What is written has been read back and checked first.</summary>
public sealed class AccountStore(SettingsInput input, Vault vault, TimeProvider time)
{
    private readonly ConfigPaths _paths = ConfigPaths.Resolve(input);

    /// <param name="secret">Goes into the vault, under the name that the account's reference says; null: the references point elsewhere.</param>
    /// <exception cref="ConfigurationException">config_unwritable, or config_invalid for a value the file would not accept; file and vault are as before.</exception>
    public async Task AddAsync(Account account, Secret? secret, CancellationToken cancellationToken)
    {
        using var writing = await FileLock.AcquireAsync(_paths.ConfigFile, time, cancellationToken);
        var text = await ReadAsync(cancellationToken);
        var edited = Check(WithAccount(text, account));
        if (secret is not null) await vault.WriteAsync(account.ImapSecret.Name, secret, cancellationToken);
        try
        {
            await AtomicFile.ReplaceAsync(_paths.ConfigFile, edited, cancellationToken);
        }
        catch when (secret is not null)
        {
            await vault.RemoveAsync(account.ImapSecret.Name, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Takes the account out of the file, and its vault entries when no other account uses them.</summary>
    /// <exception cref="CallerException">unknown_account: the file has none of that name.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        using var writing = await FileLock.AcquireAsync(_paths.ConfigFile, time, cancellationToken);
        var text = await ReadAsync(cancellationToken);
        var before = SettingsLoader.Load(input, _paths, text.Length == 0 ? null : text).Accounts;
        var edited = Check(WithoutAccount(text, name));
        await AtomicFile.ReplaceAsync(_paths.ConfigFile, edited, cancellationToken);
        var gone = before.Where(a => string.Equals(a.Id.Value, name, StringComparison.Ordinal)).SelectMany(VaultNames).ToHashSet(StringComparer.Ordinal);
        gone.ExceptWith(before.Where(a => !string.Equals(a.Id.Value, name, StringComparison.Ordinal)).SelectMany(VaultNames));
        foreach (var entry in gone) await vault.RemoveAsync(entry, cancellationToken);
    }

    private byte[] WithAccount(byte[] text, Account account)
    {
        var json = AccountJson.Write(account);
        if (text.Length == 0) text = Encoding.UTF8.GetBytes("{\n}\n");
        var root = ConfigText.Parse(text, Path.GetFileName(_paths.ConfigFile));
        if (root.Find(RootKeys.Accounts.Key) is not { } accounts)
        {
            return ConfigEdit.Add(text, root, RootKeys.Accounts.Key, $"{{\n  \"{account.Id}\": {json.Replace("\n", "\n  ", StringComparison.Ordinal)}\n}}", depth: 0);
        }
        if (accounts.Find(account.Id.Value) is not null) throw new CallerException($"There is already an account \"{account.Id}\".", remedy: "Choose another name, or remove that one first.");
        return ConfigEdit.Add(text, accounts, account.Id.Value, json, depth: 1);
    }

    private byte[] WithoutAccount(byte[] text, string name)
    {
        var file = Path.GetFileName(_paths.ConfigFile);
        var accounts = text.Length == 0 ? null : ConfigText.Parse(text, file).Find(RootKeys.Accounts.Key);
        var member = accounts?.Members.Find(m => string.Equals(m.Name, name, StringComparison.Ordinal))
            ?? throw new CallerException($"{file} has no account of that name.", DomainCodes.UnknownAccount, $"In the file: {string.Join(", ", accounts?.Members.Select(m => m.Name) ?? ["none"])}.");
        text = ConfigEdit.Remove(text, accounts!, member);
        var root = ConfigText.Parse(text, file);
        var chosen = root.Members.Find(m => string.Equals(m.Name, RootKeys.DefaultAccount.Key, StringComparison.Ordinal));
        return chosen is not null && string.Equals(chosen.Value.Text, name, StringComparison.Ordinal) ? ConfigEdit.Remove(text, root, chosen) : text;
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(_paths.ConfigFile) ? await File.ReadAllBytesAsync(_paths.ConfigFile, cancellationToken) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Unwritable(_paths.ConfigFile, e);
        }
    }

    private byte[] Check(byte[] text)
    {
        SettingsLoader.Load(input, _paths, text);
        return text;
    }

    private static IEnumerable<string> VaultNames(Account account) =>
        new[] { account.ImapSecret, account.SmtpSecret }.OfType<SecretReference>().Where(s => s.Source == SecretSource.Vault).Select(s => s.Name);
}
