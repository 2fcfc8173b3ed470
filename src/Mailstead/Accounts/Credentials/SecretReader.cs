using System.Text;
using Mailstead.Accounts.Configuration;
using Mailstead.Errors;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Credentials;

/// <summary>Fetches what a reference points to, each time anew.</summary>
public sealed class SecretReader(SettingsInput input, ConfigPaths paths, Vault vault, TimeProvider time)
{
    private const int MaxFile = Vault.MaxSecret;

    /// <exception cref="ConfigurationException">secret_unavailable, naming the reference and never its content.</exception>
    public async Task<Secret> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var text = reference.Source switch
        {
            SecretSource.Env => ReadVariable(reference),
            SecretSource.File => await ReadFileAsync(reference, cancellationToken),
            SecretSource.Command => await CommandSecret.ReadAsync(reference, time, cancellationToken),
            _ => (await vault.ReadAsync(reference.Name, cancellationToken)).Reveal(),
        };
        if (text.Length == 0) throw Unavailable(reference, "is empty", "Put the password there.");
        if (text.AsSpan().ContainsAny('\r', '\n', '\0')) throw Unavailable(reference, "has more than one line, or a NUL", "It must be the password alone.");
        return new Secret(text);
    }

    private string ReadVariable(SecretReference reference) =>
        input.TryGetVariable(reference.Name, out var value) ? value : throw Unavailable(reference, "is not set", $"Set the variable {reference.Name} where Mailstead is started; an agent host has its own list of variables.");

    private async Task<string> ReadFileAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var path = UserPath.Resolve(reference.Name, paths.ConfigDirectory);
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[MaxFile + 1];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > MaxFile) throw Unavailable(reference, $"has more than {MaxFile} bytes", "It must hold the password alone.");
            return WithoutFinalNewline(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unavailable(reference, "does not exist", $"Create {path}, readable for you alone.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(reference, "cannot be read", $"Make {path} readable for the user that runs Mailstead.");
        }
    }

    private static string WithoutFinalNewline(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static ConfigurationException Unavailable(SecretReference reference, string what, string remedy) =>
        new(reference.ToString(), $"The secret {reference} {what}.", remedy, DomainCodes.SecretUnavailable);
}
