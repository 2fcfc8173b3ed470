using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Connections;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;

namespace Mailstead.Tests.Connections;

/// <summary>Connections of one account to a scripted IMAP server, in time that stands still. Chance makes each wait a hundredth longer, so that no other timer is taken for it.</summary>
internal sealed class Lines : IAsyncDisposable
{
    internal Lines(ConnectionSettings? settings = null, ImapScript? script = null, Func<Account, Account>? account = null)
    {
        Script = script ?? new ImapScript();
        Peer = ScriptedPeer.Start(Script.RunAsync);
        var plain = new Account
        {
            Id = new AccountId("ann"),
            Address = "ann@example.org",
            Imap = Peer.Endpoint(),
            ImapUser = "ann",
            ImapSecret = new SecretReference(SecretSource.Env, "X"),
            Connections = settings ?? ConnectionSettings.Default,
        };
        Account = account is null ? plain : account(plain);
        Connections = new MailConnections(new FixedCredentials(this), new TransportOptions { Time = Time }, () => Chance);
    }

    private const double Chance = 0.55;

    /// <summary>In real time: what waits for time that nobody lets pass is a failure, not a test that never ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal FakeTime Time { get; } = new();
    internal ImapScript Script { get; }
    internal ScriptedPeer Peer { get; }
    internal Account Account { get; set; }
    internal MailConnections Connections { get; }
    internal string Password { get; set; } = "p";
    internal int Dialled => Peer.Conversations.Count;

    internal static MailboxName Box(string name) => new(name);

    internal Task<T> RunAsync<T>(Func<ImapConnection, Task<T>> work, MailboxName? mailbox = null, WorkKind kind = WorkKind.Read, CancellationToken cancellationToken = default) =>
        Connections.RunAsync(Account, mailbox, kind, (c, _) => work(c), cancellationToken).WaitAsync(Patience, CancellationToken.None);

    /// <summary>Does nothing on a connection; gives its id.</summary>
    internal Task<string> TouchAsync(MailboxName? mailbox = null, WorkKind kind = WorkKind.Read) => RunAsync(c => Task.FromResult(c.Id), mailbox, kind);

    /// <summary>Sends CREATE.</summary>
    internal Task<bool> AskAsync(MailboxName? mailbox = null, WorkKind kind = WorkKind.Read, CancellationToken cancellationToken = default) =>
        Connections.RunAsync(Account, mailbox, kind, (c, token) => c.ExecuteAsync(new CreateCommand(Box("x")), token), cancellationToken).WaitAsync(Patience, CancellationToken.None);

    /// <summary>Takes a connection and keeps it.</summary>
    internal async Task<HeldLine> HoldAsync(MailboxName? mailbox = null, WorkKind kind = WorkKind.Change)
    {
        var held = new HeldLine();
        held.Done = RunAsync(held.KeepAsync, mailbox, kind);
        await Task.WhenAny(held.Has, held.Done);
        if (held.Done.IsFaulted) await held.Done;
        return held;
    }

    internal HeldLine BeginHold(MailboxName? mailbox = null, WorkKind kind = WorkKind.Change)
    {
        var held = new HeldLine();
        held.Done = RunAsync(held.KeepAsync, mailbox, kind);
        return held;
    }

    /// <summary>Lets time pass once the code waits for exactly so long.</summary>
    internal async Task PassAsync(double seconds)
    {
        await Time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(seconds));
        Time.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Lets a wait between two attempts pass, once it has begun.</summary>
    internal async Task BackOffAsync(double seconds)
    {
        var wait = TimeSpan.FromSeconds(seconds * 1.01);
        await Time.WhenTimerIsSetAsync(left => (left - wait).Duration() < TimeSpan.FromMilliseconds(1));
        Time.Advance(wait + TimeSpan.FromMilliseconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        await Peer.DisposeAsync();
    }

    private sealed class FixedCredentials(Lines lines) : ICredentialSource
    {
        public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => ValueTask.FromResult<MailCredential>(new PasswordCredential(account.ImapUser, new Secret(lines.Password)));
        public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => ForImapAsync(account, cancellationToken);
    }
}
