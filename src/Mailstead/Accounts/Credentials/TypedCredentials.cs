using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Credentials;

/// <summary>A secret that a person has just typed: tests an account before anything of it is stored.</summary>
public sealed class TypedCredentials(Secret secret) : ICredentialSource
{
    public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => new(Of(account, account.ImapUser));

    public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => new(Of(account, account.SmtpUser ?? account.Address));

    private MailCredential Of(Account account, string user) =>
        account.Auth == AuthKind.Bearer ? new BearerCredential(user, secret) : new PasswordCredential(user, secret);
}
