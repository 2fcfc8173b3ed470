using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Auditing;
using Mailstead.Connections;
using Mailstead.Operations;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Safety;
using Mailstead.Sandbox;
using Mailstead.Sessions;

namespace Mailstead.Testing;

/// <summary>The operations over one account, as a door has them: true connections, true audit file, a download folder of its own.</summary>
public sealed class MailHouse : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailstead-test-").FullName;


    private MailHouse(Account account, string password, SandboxServer? sandbox, TimeProvider time, params IReadOnlyList<Account> more)
    {
        Account = account;
        Box = sandbox;
        var sessions = new SessionRegistry(time);
        AuditPath = Path.Combine(_folder, "audit.jsonl");
        DownloadFolder = Path.Combine(_folder, "downloads");
        Connections = new MailConnections(new FixedCredentials(password), new TransportOptions { Time = time }, () => 0.5);
        Operations = MailOperations.Create(
            new FixedAccounts([account, .. more]), Connections, sessions, new AuditFile(new AuditFileOptions(AuditPath), time), time, new DownloadJail(DownloadFolder));
        Context = new OperationContext(sessions.Create("test", SessionLifetime.Process, activate: true).Id, "cli");
    }

    public Account Account { get; }
    public IMailConnections Connections { get; }
    public MailOperations Operations { get; }
    public OperationContext Context { get; }
    public string AuditPath { get; }
    public string DownloadFolder { get; }
    public SandboxServer Sandbox => Box ?? throw new InvalidOperationException("This house is not on the sandbox.");
    private SandboxServer? Box { get; }

    public static MailHouse On(Account account, string password, TimeProvider? time = null) => new(account, password, sandbox: null, time ?? TimeProvider.System);

    /// <summary>Several accounts behind one door; the first is the default, the password is the same for all.</summary>
    public static MailHouse On(IReadOnlyList<Account> accounts, string password) => new(accounts[0], password, sandbox: null, TimeProvider.System, [.. accounts.Skip(1)]);

    /// <param name="change">What is special about the account.</param>
    public static async Task<MailHouse> OnSandboxAsync(SandboxOptions? options = null, Func<Account, Account>? change = null, TimeProvider? time = null)
    {
        var box = await SandboxServer.StartAsync(options ?? new SandboxOptions { WithSampleMail = false }, CancellationToken.None);
        var account = new Account
        {
            Id = new AccountId("sandbox"),
            Address = box.Address,
            DisplayName = "Alex Moreau",
            Imap = box.Imap,
            ImapUser = box.UserName,
            ImapSecret = new SecretReference(SecretSource.Env, "UNUSED"),
            Smtp = box.Smtp,
            SmtpUser = box.UserName,
            SmtpSecret = new SecretReference(SecretSource.Env, "UNUSED"),
        };
        return new(change?.Invoke(account) ?? account, box.Password, box, time ?? TimeProvider.System);
    }

    public Task<SearchMessagesResult> SearchAsync(string? query = null, string? folder = null, int limit = 20, string? cursor = null) =>
        Operations.SearchMessagesAsync(new(Query: query, Folder: folder, Limit: limit, Cursor: cursor), Context, CancellationToken.None);

    /// <summary>The id of the one message that the query finds.</summary>
    public async Task<string> IdAsync(string? query = null, string? folder = null) => (await SearchAsync(query, folder)).Messages.Single().Id;

    public Task<ReadMessagesResult> ReadAsync(params IReadOnlyList<string> ids) => Operations.ReadMessagesAsync(new(ids), Context, CancellationToken.None);

    public Task<OrganizeMessagesResult> OrganizeAsync(string action, IReadOnlyList<string> ids, string? folder = null, string? label = null) =>
        Operations.OrganizeMessagesAsync(new(ids, action, folder, label), Context, CancellationToken.None);

    public Task<ComposeMessageResult> ComposeAsync(ComposeMessageRequest request) => Operations.ComposeMessageAsync(request, Context, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        if (Box is not null) await Box.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class FixedCredentials(string password) : ICredentialSource
    {
        public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => Of(account.ImapUser);
        public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => Of(account.SmtpUser ?? account.ImapUser);
        private ValueTask<MailCredential> Of(string user) => ValueTask.FromResult<MailCredential>(new PasswordCredential(user, new Secret(password)));
    }

    /// <summary>The first is the default.</summary>
    private sealed class FixedAccounts(IReadOnlyList<Account> accounts) : IAccountRegistry
    {
        public IReadOnlyList<Account> All => accounts;

        public Account Find(string? name) => name is null
            ? accounts[0]
            : accounts.FirstOrDefault(a => a.Id.Value == name)
                ?? throw new Protocol.Errors.CallerException($"There is no account '{name}'. Accounts: {string.Join(", ", accounts.Select(a => a.Id))}.", Errors.DomainCodes.UnknownAccount);
    }
}
