using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Credentials;

/// <summary>Turns a secret reference into a credential at the moment of login; nothing is cached longer than the login.</summary>
public interface ICredentialSource
{
    /// <exception cref="Errors.ConfigurationException">secret_unavailable, naming the reference and never its content.</exception>
    ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken);
    ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken);
}
