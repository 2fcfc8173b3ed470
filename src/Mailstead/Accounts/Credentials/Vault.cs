using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mailstead.Accounts.Configuration;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Credentials;

/// <summary>Secrets at rest: AES-256-GCM, one entry a name, the key in a file of its own. Entry name and format version are authenticated, so entries cannot be swapped or renamed.</summary>
public sealed class Vault(ConfigPaths paths, TimeProvider time)
{
    /// <summary>Bytes of one secret.</summary>
    public const int MaxSecret = 64 * 1024;
    private const int MaxEntries = 1000;
    private const long MaxFile = 16 * 1024 * 1024;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <exception cref="ConfigurationException">secret_unavailable: no such entry, wrong key, or changed by someone.</exception>
    public async Task<Secret> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var content = await LoadAsync(cancellationToken);
        if (content is null || !content.Entries.TryGetValue(name, out var entry))
        {
            throw Unavailable(name, $"The vault has no entry \"{name}\".", "Store it with `mailstead account add`.");
        }
        var keys = VaultKey.Read(paths.VaultKeyFile);
        var key = keys.FirstOrDefault(k => string.Equals(k.Id, entry.KeyId, StringComparison.Ordinal))
            ?? throw Unavailable(name, $"The vault's entry \"{name}\" was made with another key ({Bounded(entry.KeyId)}).", "Restore the key file that belongs to this vault.");
        return Decrypt(name, content.Version, entry, key);
    }

    /// <summary>Adds or replaces. The first write makes the key file.</summary>
    /// <exception cref="ConfigurationException">config_unwritable; nothing was changed.</exception>
    public async Task WriteAsync(string name, Secret secret, CancellationToken cancellationToken)
    {
        if (!AccountId.IsValid(name)) throw new CallerException($"The name of a vault entry is {AccountId.Rule}.");
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        try
        {
            if (plain.Length is 0 or > MaxSecret) throw new CallerException($"A secret has 1 to {MaxSecret} bytes.");
            using var writing = await FileLock.AcquireAsync(paths.VaultFile, time, cancellationToken);
            var content = await LoadAsync(cancellationToken) ?? new VaultContent(VaultContent.CurrentVersion, new(StringComparer.Ordinal));
            if (content.Entries.Count >= MaxEntries && !content.Entries.ContainsKey(name)) throw new CallerException($"The vault holds at most {MaxEntries} entries.");
            // A vault whose key is lost must not quietly go on with a new one.
            var key = File.Exists(paths.VaultKeyFile) || content.Entries.Count > 0
                ? VaultKey.Read(paths.VaultKeyFile)[0]
                : await VaultKey.CreateAsync(paths.VaultKeyFile, cancellationToken);
            content.Entries[name] = Encrypt(name, plain, key);
            await SaveAsync(content, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (!File.Exists(paths.VaultFile)) return false;
        using var writing = await FileLock.AcquireAsync(paths.VaultFile, time, cancellationToken);
        var content = await LoadAsync(cancellationToken);
        if (content is null || !content.Entries.Remove(name)) return false;
        await SaveAsync(content, cancellationToken);
        return true;
    }

    private static VaultEntry Encrypt(string name, ReadOnlySpan<byte> plain, VaultKey key)
    {
        var entry = new VaultEntry(key.Id, RandomNumberGenerator.GetBytes(NonceSize), new byte[plain.Length], new byte[TagSize]);
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Encrypt(entry.Nonce, plain, entry.Ciphertext, entry.Tag, Authenticated(name, VaultContent.CurrentVersion, key));
        return entry;
    }

    private static Secret Decrypt(string name, int version, VaultEntry entry, VaultKey key)
    {
        if (entry.Nonce.Length != NonceSize || entry.Tag.Length != TagSize || entry.Ciphertext.Length > MaxSecret) throw Changed(name);
        var plain = new byte[entry.Ciphertext.Length];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagSize);
            aes.Decrypt(entry.Nonce, entry.Ciphertext, entry.Tag, plain, Authenticated(name, version, key));
            return new Secret(Encoding.UTF8.GetString(plain));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Changed(name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] Authenticated(string name, int version, VaultKey key) => Encoding.UTF8.GetBytes($"mailstead vault {version}\0{key.Id}\0{name}");

    private async Task<VaultContent?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(paths.VaultFile)) return null;
            if (new FileInfo(paths.VaultFile).Length > MaxFile) throw NotAVault("it is too large");
            var content = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(paths.VaultFile, cancellationToken), VaultJson.Default.VaultContent);
            if (content is null) throw NotAVault("it is empty");
            return content.Version == VaultContent.CurrentVersion ? content : throw NotAVault($"its format is {content.Version}, this program knows {VaultContent.CurrentVersion}");
        }
        catch (JsonException)
        {
            throw NotAVault("it is damaged");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotAVault(e.Message);
        }
    }

    private Task SaveAsync(VaultContent content, CancellationToken cancellationToken) =>
        AtomicFile.ReplaceAsync(paths.VaultFile, JsonSerializer.SerializeToUtf8Bytes(content, VaultJson.Default.VaultContent), cancellationToken);

    private ConfigurationException NotAVault(string why) =>
        new(paths.VaultFile, $"The vault {paths.VaultFile} cannot be used: {why}.", "Restore it from a backup, or remove it and store the passwords again with `mailstead account add`.", DomainCodes.SecretUnavailable);

    private static ConfigurationException Changed(string name) =>
        Unavailable(name, $"The vault's entry \"{name}\" fails its check: the file was changed, or the key is not the one it was made with.", "Store the password again with `mailstead account add`, and find out who changed the file.");

    private static ConfigurationException Unavailable(string name, string message, string remedy) => new($"vault:{name}", message, remedy, DomainCodes.SecretUnavailable);

    private static string Bounded(string text) => text.Length <= 16 ? text : text[..16];
}
