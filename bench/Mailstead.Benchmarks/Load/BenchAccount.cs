using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Benchmarks.Load;

/// <summary>The account of the test server, and its credentials.</summary>
internal sealed class BenchAccount(LoadServer server) : IAccountRegistry, ICredentialSource
{
    private readonly Account _account = new()
    {
        Id = new AccountId("bench"),
        Address = $"{server.User}@example.test",
        Imap = server.Endpoint,
        ImapUser = server.User,
        ImapSecret = new SecretReference(SecretSource.Env, "MAILSTEAD_TEST_PASSWORD"),
        CaFile = server.CaFile,
    };

    public IReadOnlyList<Account> All => [_account];

    public Account Find(string? name) => _account;

    public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => new(new PasswordCredential(server.User, new Secret(server.Password)));

    public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => ForImapAsync(account, cancellationToken);
}
