using System.Security.Cryptography;
using System.Text;
using Mailstead.Errors;

namespace Mailstead.Accounts.Credentials;

/// <summary>The key file: one line a key, "ID BASE64" of 32 bytes. The first line encrypts, all decrypt, so a key can be changed without a gap.</summary>
internal sealed class VaultKey
{
    public const int Size = 32;
    private const int MaxFile = 4096;

    private VaultKey(string id, byte[] bytes)
    {
        Id = id;
        Bytes = bytes;
    }

    public string Id { get; }
    public byte[] Bytes { get; }

    /// <exception cref="ConfigurationException">secret_unavailable: missing, open to others, or not a key file.</exception>
    public static IReadOnlyList<VaultKey> Read(string path)
    {
        try
        {
            if (PrivateFile.IsOpenToOthers(path, out var remedy)) throw Unavailable(path, $"The vault's key file {path} can be read by others.", $"Run: {remedy}. If others had access to this machine, change the passwords that are in the vault.");
            if (new FileInfo(path).Length > MaxFile) throw Unavailable(path, $"{path} is not a key file of the vault.", Restore);
            var keys = File.ReadAllLines(path).Where(l => l.Length > 0).Select(l => Parse(path, l)).ToList();
            return keys.Count > 0 ? keys : throw Unavailable(path, $"{path} holds no key.", Restore);
        }
        catch (FileNotFoundException)
        {
            throw Unavailable(path, $"The vault's key file {path} is missing.", Restore);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, $"The vault's key file cannot be read: {e.Message}", "Make it readable for the user that runs Mailstead, and for no one else.");
        }
    }

    /// <summary>Makes the file with a new key; it must not exist.</summary>
    public static async Task<VaultKey> CreateAsync(string path, CancellationToken cancellationToken)
    {
        var key = new VaultKey(RandomNumberGenerator.GetHexString(8, lowercase: true), RandomNumberGenerator.GetBytes(Size));
        try
        {
            await using var stream = PrivateFile.Create(path);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{key.Id} {Convert.ToBase64String(key.Bytes)}\n"), cancellationToken);
            stream.Flush(flushToDisk: true);
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(path); // an empty key file would stand in the way of the next try
            throw AtomicFile.Unwritable(path, e);
        }
    }

    private const string Restore = "Restore it from a backup; without it store the passwords again with `mailstead account add`.";

    private static VaultKey Parse(string path, string line)
    {
        var words = line.Split(' ');
        var bytes = new byte[Size];
        return words.Length == 2 && Convert.TryFromBase64String(words[1], bytes, out var length) && length == Size
            ? new VaultKey(words[0], bytes)
            : throw Unavailable(path, $"{path} is not a key file of the vault.", Restore);
    }

    private static ConfigurationException Unavailable(string path, string message, string remedy) => new(path, message, remedy, DomainCodes.SecretUnavailable);
}
