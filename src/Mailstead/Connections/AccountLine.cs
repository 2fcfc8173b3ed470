using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Resilience;

namespace Mailstead.Connections;

/// <summary>All lines of one account to its servers: pool, submissions, watches.</summary>
internal sealed class AccountLine : IAsyncDisposable
{
    /// <summary>Longest an operation may take, waits and further attempts included.</summary>
    private static readonly TimeSpan OperationTimeout = TimeSpan.FromMinutes(10);

    private readonly Account _account;
    private readonly TimeProvider _time;
    private readonly Dialer<ImapConnection> _imap;
    private readonly Dialer<SmtpConnection>? _smtp;
    private readonly ImapPool _pool;
    private readonly Submissions? _submissions;
    private readonly RetryPolicy _retry;
    private readonly Backoff _backoff;
    private readonly Dictionary<MailboxName, MailboxWatch> _watches = [];
    private readonly SemaphoreSlim _watchGate = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private volatile string? _error;

    internal AccountLine(Account account, ICredentialSource credentials, TransportOptions common, ConnectionNames names, Func<double> chance)
    {
        _account = account;
        _time = common.Time;
        var transport = AccountTransport.For(account, common);
        var settings = account.Connections;
        _backoff = new Backoff(settings.InitialBackoff, settings.MaxBackoff, chance);
        _retry = new RetryPolicy(settings.UseSessionManagement ? settings.MaxRetries : 0, _backoff, _time);
        _imap = new Dialer<ImapConnection>(account, _time, ServiceDoors.Imap(account, credentials, transport, names));
        _pool = new ImapPool(account, _imap, _time);
        if (account.Smtp is not { } endpoint) return;
        _smtp = new Dialer<SmtpConnection>(account, _time, ServiceDoors.Smtp(account, endpoint, credentials, transport, names));
        _submissions = new Submissions(account, _smtp, _retry, _time);
    }

    internal Task<T> RunAsync<T>(MailboxName? mailbox, WorkKind kind, Func<ImapConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        BoundAsync(token => _retry.RunAsync((attempt, t) => RunOnceAsync(attempt, LeaseTerms.Of(mailbox, kind), kind, work, t), token), cancellationToken);

    internal Task<T> SubmitAsync<T>(Func<SmtpConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => _submissions is null
        ? throw new CallerException($"Account {_account.Id} has no submission server.", ErrorCodes.Unsupported, "Add the account's SMTP settings.")
        : BoundAsync(token => _submissions.RunAsync(work, token), cancellationToken);

    internal async Task<IAsyncDisposable> WatchAsync(MailboxName mailbox, Func<ImapNews, ValueTask> onNews, CancellationToken cancellationToken)
    {
        await _watchGate.WaitAsync(cancellationToken);
        try
        {
            if (_closing.IsCancellationRequested) throw ClosedConnections.Error();
            if (_watches.Remove(mailbox, out var former)) await former.StopAsync();
            var watch = new MailboxWatch(_pool, mailbox, _account.Connections, _backoff, _time, onNews);
            try
            {
                await watch.Begun.WaitAsync(cancellationToken);
            }
            catch
            {
                await watch.StopAsync();
                throw;
            }

            _watches[mailbox] = watch;
            return watch;
        }
        finally
        {
            _watchGate.Release();
        }
    }

    internal ConnectionHealth Health()
    {
        var (open, idle, leased, waiting) = _pool.Count();
        return new ConnectionHealth(_account.Id, _error is null, _error, open, idle, leased, waiting,
            _imap.IsCircuitOpen || _smtp is { IsCircuitOpen: true }, _account.Connections.UseSessionManagement ? "pooled" : "classic");
    }

    /// <summary>Idle connections are closed, a refused login may be tried again, the circuit is closed.</summary>
    internal async ValueTask ClearAsync()
    {
        await _imap.ResetAsync();
        if (_smtp is not null) await _smtp.ResetAsync();
        await _pool.ClearAsync();
    }

    internal ValueTask SweepAsync() => _pool.SweepAsync();

    /// <summary>Settings have changed: what runs may end, nothing of it is used again.</summary>
    internal async ValueTask RetireAsync()
    {
        await StopWatchesAsync();
        await _pool.RetireAsync();
    }

    internal bool Serves(Account account) => ReferenceEquals(account, _account) || (
        account.Imap == _account.Imap && account.Smtp == _account.Smtp
        && account.ImapUser == _account.ImapUser && account.SmtpUser == _account.SmtpUser
        && account.ImapSecret == _account.ImapSecret && account.SmtpSecret == _account.SmtpSecret
        && account.Auth == _account.Auth && account.Provider == _account.Provider && account.Connections == _account.Connections
        && account.CaFile == _account.CaFile && account.PinnedKeys.SequenceEqual(_account.PinnedKeys, StringComparer.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await StopWatchesAsync();
        await _pool.DisposeAsync();
    }

    private async Task<T> RunOnceAsync<T>(Attempt attempt, LeaseTerms terms, WorkKind kind, Func<ImapConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var lease = await _pool.LeaseAsync(terms, cancellationToken);
        var connection = lease.Connection;
        var begun = connection.CommandsBegun;
        if (kind == WorkKind.Change) attempt.IsRepeatable = () => connection.CommandsBegun == begun;
        try
        {
            return await work(connection, cancellationToken);
        }
        catch (ServerRefusedException e) when (FailureClasses.IsForgottenSession(e))
        {
            lease.Spoil();
            throw;
        }
    }

    private async Task<T> BoundAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        if (_closing.IsCancellationRequested) throw ClosedConnections.Error();
        using var open = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        using var deadline = new Deadline(OperationTimeout, _time, open.Token);
        try
        {
            var result = await run(deadline.Token);
            _error = null;
            return result;
        }
        catch (Exception e) when (_closing.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException or MailException && !cancellationToken.IsCancellationRequested)
        {
            throw ClosedConnections.Error();
        }
        catch (OperationCanceledException e) when (deadline.HasPassed)
        {
            _error = ErrorCodes.Timeout;
            throw new TransportLostException(ErrorCodes.Timeout, $"The operation did not end within {OperationTimeout.TotalMinutes:0} minutes.", "Ask for less at once.", inner: e);
        }
        catch (MailException e)
        {
            if (SaysLineIsBad(e)) _error = e.Code;
            throw;
        }
    }

    private static bool SaysLineIsBad(MailException e) => e is TransportLostException { Code: not DomainCodes.Busy } or ProtocolBrokenException
        || e.Code is ErrorCodes.AuthenticationFailed or ErrorCodes.ServerUnavailable or ErrorCodes.TooManyConnections;

    private async Task StopWatchesAsync()
    {
        await _watchGate.WaitAsync(CancellationToken.None);
        try
        {
            await Task.WhenAll(_watches.Values.Select(w => w.StopAsync()));
            _watches.Clear();
        }
        finally
        {
            _watchGate.Release();
        }
    }
}
