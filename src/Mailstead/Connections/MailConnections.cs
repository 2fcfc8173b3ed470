using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;

namespace Mailstead.Connections;

/// <summary>The lines of all accounts, each made when it is first needed. Keeps its own clock for closing what has aged.</summary>
public sealed class MailConnections : IMailConnections
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(60);
    private readonly ICredentialSource _credentials;
    private readonly TransportOptions _transport;
    private readonly Func<double> _chance;
    private readonly ConnectionNames _names = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, AccountLine> _lines = [];
    private readonly ITimer _sweeper;
    private bool _closed;

    /// <param name="transport">Common to all accounts: its clock is the clock of everything here; time-outs come from the accounts.</param>
    /// <param name="chance">0 up to 1, for the jitter of waits.</param>
    public MailConnections(ICredentialSource credentials, TransportOptions transport, Func<double> chance)
    {
        (_credentials, _transport, _chance) = (credentials, transport, chance);
        _sweeper = transport.Time.CreateTimer(static self => _ = ((MailConnections)self!).SweepAsync(), this, SweepEvery, SweepEvery);
    }

    public Task<T> RunAsync<T>(Account account, MailboxName? mailbox, WorkKind kind, Func<ImapConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        LineOf(account).RunAsync(mailbox, kind, work, cancellationToken);

    public Task<T> SubmitAsync<T>(Account account, Func<SmtpConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        LineOf(account).SubmitAsync(work, cancellationToken);

    public Task<IAsyncDisposable> WatchAsync(Account account, MailboxName mailbox, Func<ImapNews, ValueTask> onNews, CancellationToken cancellationToken) =>
        LineOf(account).WatchAsync(mailbox, onNews, cancellationToken);

    public IReadOnlyList<ConnectionHealth> Health() => [.. Lines().Select(l => l.Health())];

    public async ValueTask ClearAsync(AccountId? account)
    {
        foreach (var line in Lines(account)) await line.ClearAsync();
    }

    public async ValueTask DisposeAsync()
    {
        List<AccountLine> lines;
        lock (_gate)
        {
            _closed = true;
            lines = [.. _lines.Values];
            _lines.Clear();
        }

        await _sweeper.DisposeAsync();
        await Task.WhenAll(lines.Select(l => l.DisposeAsync().AsTask()));
    }

    private AccountLine LineOf(Account account)
    {
        lock (_gate)
        {
            if (_closed) throw ClosedConnections.Error();
            if (_lines.TryGetValue(account.Id, out var line))
            {
                if (line.Serves(account)) return line;
                _ = line.RetireAsync().AsTask();
            }

            return _lines[account.Id] = new AccountLine(account, _credentials, _transport, _names, _chance);
        }
    }

    private List<AccountLine> Lines(AccountId? account = null)
    {
        lock (_gate) return [.. _lines.Where(l => account is null || l.Key == account).Select(l => l.Value)];
    }

    private async Task SweepAsync()
    {
        foreach (var line in Lines()) await line.SweepAsync();
    }
}
