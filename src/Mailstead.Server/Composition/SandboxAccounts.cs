using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Errors;
using Mailstead.Sandbox;

namespace Mailstead.Server.Composition;

/// <summary>The one account of the sample mail server, and its credentials.</summary>
internal sealed class SandboxAccounts(SandboxServer server) : IAccountRegistry, ICredentialSource
{
    private const string Name = "sandbox";

    // Nothing reads this reference: the credentials below answer for the account.
    private static readonly SecretReference NoSecret = new(SecretSource.Env, "MAILSTEAD_SANDBOX");

    private readonly Account _account = new()
    {
        Id = new AccountId(Name),
        Address = server.Address,
        DisplayName = server.OwnerName,
        Imap = server.Imap,
        ImapUser = server.UserName,
        ImapSecret = NoSecret,
        Smtp = server.Smtp,
        SmtpUser = server.UserName,
        SmtpSecret = NoSecret,
    };

    public IReadOnlyList<Account> All => [_account];

    public Account Find(string? name) => name is null or Name
        ? _account
        : throw new CallerException("The sandbox has one account.", DomainCodes.UnknownAccount, $"Leave the account out, or name it '{Name}'.");

    public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => new(Credential());
    public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => new(Credential());

    private PasswordCredential Credential() => new(server.UserName, new Secret(server.Password));
}
