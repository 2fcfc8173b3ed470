using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Credentials;

/// <summary>Credentials as the account's references say.</summary>
public sealed class ConfiguredCredentials(SecretReader secrets) : ICredentialSource
{
    public async ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) =>
        Of(account, account.ImapUser, await secrets.ReadAsync(account.ImapSecret, cancellationToken));

    public async ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.SmtpSecret is not { } reference) throw new CallerException($"The account {account.Id} has no SMTP server: it cannot send.", remedy: "Add \"smtp\" to the account.");
        return Of(account, account.SmtpUser ?? account.Address, await secrets.ReadAsync(reference, cancellationToken));
    }

    private static MailCredential Of(Account account, string user, Secret secret) =>
        account.Auth == AuthKind.Bearer ? new BearerCredential(user, secret) : new PasswordCredential(user, secret);
}
