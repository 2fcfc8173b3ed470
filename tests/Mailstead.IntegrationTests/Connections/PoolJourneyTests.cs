using System.Collections.Concurrent;
using System.Text;
using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Connections;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Connections;

public sealed class PoolJourneyTests(MailServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forty_reads_at_once_pass_over_three_connections()
    {
        var user = servers.NextUser();
        await servers.DeliverAsync(user, "Subject: one\r\n\r\none\r\n"u8.ToArray(), Cancelled);
        await using var connections = Pool(user);
        var reads = Enumerable.Range(0, 40).Select(_ => CountAsync(connections, AccountOf(servers.Settings, user)));
        (await Task.WhenAll(reads)).ShouldAllBe(n => n == 1);
        connections.Health().ShouldHaveSingleItem().Open.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_connection_that_has_the_mailbox_selected_already_finds_mail_that_came_since()
    {
        var user = servers.NextUser();
        var account = AccountOf(servers.Settings, user);
        await using var connections = Pool(user);
        for (var delivered = 1; delivered <= 5; delivered++)
        {
            await servers.DeliverAsync(user, Encoding.ASCII.GetBytes($"Subject: {delivered}\r\n\r\nx\r\n"), Cancelled);
            (await CountAsync(connections, account)).ShouldBe(delivered);
        }

        connections.Health()[0].Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_tells_of_new_mail_at_once()
    {
        var user = servers.NextUser();
        await using var connections = Pool(user);
        var news = new ConcurrentQueue<ImapNews>();
        await using var watch = await connections.WatchAsync(AccountOf(servers.Settings, user), MailboxName.Inbox, n =>
        {
            news.Enqueue(n);
            return ValueTask.CompletedTask;
        }, Cancelled);
        await Eventually.Is(() => news.Any(n => n is { Kind: ImapNewsKind.Exists, Number: 0 }));
        await servers.DeliverAsync(user, "Subject: new\r\n\r\nx\r\n"u8.ToArray(), Cancelled);
        await Eventually.Is(() => news.Any(n => n is { Kind: ImapNewsKind.Exists, Number: 1 }));
    }

    [Fact]
    public async Task A_server_killed_under_a_watch_and_a_pool_fails_with_a_named_error_and_both_come_back()
    {
        await using var dovecot = await OwnDovecot.StartAsync();
        var account = AccountOf(dovecot.Settings, dovecot.User) with { Connections = new ConnectionSettings { MaxRetries = 1, InitialBackoff = TimeSpan.FromMilliseconds(100), MaxBackoff = TimeSpan.FromMilliseconds(500) } };
        await using var connections = Pool(dovecot.User);
        var news = new ConcurrentQueue<ImapNews>();
        await using var watch = await connections.WatchAsync(account, MailboxName.Inbox, n =>
        {
            news.Enqueue(n);
            return ValueTask.CompletedTask;
        }, Cancelled);
        (await CountAsync(connections, account)).ShouldBe(0);

        await dovecot.KillAsync();
        var error = await Should.ThrowAsync<TransportLostException>(CountAsync(connections, account));
        error.Code.ShouldBeOneOf(ErrorCodes.ConnectionRefused, ErrorCodes.ConnectionLost);
        connections.Health()[0].Healthy.ShouldBeFalse();

        await dovecot.RestartAsync();
        await dovecot.DeliverAsync("Subject: back\r\n\r\nx\r\n"u8.ToArray(), Cancelled);
        await connections.ClearAsync(account.Id); // the circuit may be open by now
        (await CountAsync(connections, account)).ShouldBe(1);
        await Eventually.Is(() => news.Any(n => n is { Kind: ImapNewsKind.Exists, Number: 1 }));
        connections.Health()[0].Healthy.ShouldBeTrue();
    }

    private static MailConnections Pool(MailUser user) => new(new OneUser(user), new TransportOptions(), () => 0.5);

    private static Task<int> CountAsync(MailConnections connections, Account account) =>
        connections.RunAsync(account, MailboxName.Inbox, WorkKind.Read, async (c, token) => (await c.ExecuteAsync(new SearchCommand(new SearchCriteria.Uids(UidSet.Range(new Uid(1), new Uid(uint.MaxValue)))), token)).Count, Cancelled);

    private static Account AccountOf(ServerSettings settings, MailUser user) => new()
    {
        Id = new AccountId(user.Name),
        Address = user.Address,
        Imap = new MailEndpoint(settings.Host, settings.ImapsPort, TlsMode.Implicit),
        ImapUser = user.Name,
        ImapSecret = new SecretReference(SecretSource.Env, "X"),
        CaFile = settings.CertificateAuthority,
    };

    private sealed class OneUser(MailUser user) : ICredentialSource
    {
        public ValueTask<MailCredential> ForImapAsync(Account account, CancellationToken cancellationToken) => ValueTask.FromResult<MailCredential>(new PasswordCredential(user.Name, new Secret(user.Password)));
        public ValueTask<MailCredential> ForSmtpAsync(Account account, CancellationToken cancellationToken) => ForImapAsync(account, cancellationToken);
    }
}
