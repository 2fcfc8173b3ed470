using Mailstead.Accounts;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Transport;

namespace Mailstead.Connections;

/// <summary>The IMAP connections of one account: at most as many as the capacity says, leased to one caller, or to several readers of one mailbox. Who finds none waits in a queue.</summary>
internal sealed class ImapPool(Account account, Dialer<ImapConnection> dialer, TimeProvider time) : IAsyncDisposable
{
    /// <summary>For the NOOP that asks a connection whether it is alive: a line that a firewall has forgotten must not hold its caller for long.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<PooledConnection> _open = [];
    private readonly LeaseQueue _queue = new();
    private readonly PoolCapacity _capacity = new(account, time);
    private int _dialling;
    private int _watching;
    private int _generation;
    private bool _retired;
    private bool _closed;

    private ConnectionSettings Settings => account.Connections;

    /// <summary>A connection that is alive, with the mailbox selected when one is named.</summary>
    /// <exception cref="TransportLostException">busy: none came free within the account's time-out.</exception>
    internal async Task<ImapLease> LeaseAsync(LeaseTerms terms, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Settings.Timeout, time, cancellationToken);
        while (true)
        {
            if (await TakeAsync(terms, deadline, cancellationToken) is not { } pooled) continue;
            var lease = new ImapLease(this, pooled);
            try
            {
                if (await IsReadyAsync(pooled, terms, cancellationToken))
                {
                    if (terms.MayShare) lock (_gate) pooled.SharedFor = terms.Mailbox;
                    return lease;
                }
            }
            catch
            {
                await lease.DisposeAsync();
                throw;
            }

            await lease.DisposeAsync();
        }
    }

    /// <summary>Room for one more connection that watches: at least one is left for work. Given back by <see cref="EndWatching"/>.</summary>
    internal bool TryBeginWatching()
    {
        lock (_gate)
        {
            if (_capacity.Now - _watching < 2) return false;
            _watching++;
            return true;
        }
    }

    internal void EndWatching()
    {
        lock (_gate) _watching--;
    }

    internal ValueTask ReturnAsync(PooledConnection pooled)
    {
        lock (_gate)
        {
            if (--pooled.Leases > 0) return ValueTask.CompletedTask;
            pooled.SharedFor = null;
            pooled.HasServed = true;
            pooled.IdleSince = Moment.Now(time);
            if (Settings.UseSessionManagement && IsReusable(pooled) && _open.Count <= _capacity.Now)
            {
                if (_queue.TryTakeFirst(out var next)) next.Grant(Lend(pooled));
                return ValueTask.CompletedTask;
            }
        }

        return CloseAsync(pooled);
    }

    /// <summary>Closes what is idle; what is leased is closed when it comes back.</summary>
    internal ValueTask ClearAsync()
    {
        lock (_gate) _generation++;
        return SweepAsync();
    }

    /// <summary>Others serve the account from now on: who is here or waits may finish, nothing is kept for later.</summary>
    internal ValueTask RetireAsync()
    {
        lock (_gate) _retired = true;
        return SweepAsync();
    }

    /// <summary>Closes idle connections that are past their age or have ended.</summary>
    internal async ValueTask SweepAsync()
    {
        List<PooledConnection> useless;
        lock (_gate)
        {
            GrantRoom();
            useless = _open.FindAll(c => c.Leases == 0 && !IsReusable(c));
            foreach (var one in useless) Lend(one).IsSpoiled = true;
        }

        await Task.WhenAll(useless.Select(one => CloseAsync(one).AsTask())); // goodbyes to lines that a firewall has forgotten are waited for once
    }

    internal (int Open, int Idle, int Leased, int Waiting) Count()
    {
        lock (_gate)
        {
            var idle = _open.Count(c => c.Leases == 0);
            return (_open.Count, idle, _open.Count - idle, _queue.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<PooledConnection> all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _open];
            while (_queue.TryTakeFirst(out var request)) request.Refuse(ClosedConnections.Error());
        }

        await Task.WhenAll(all.Select(c => CloseAsync(c).AsTask()));
    }

    /// <summary>Null: the server let no more in, but there are others of ours to wait for.</summary>
    private async Task<PooledConnection?> TakeAsync(LeaseTerms terms, Deadline deadline, CancellationToken cancellationToken)
    {
        await SweepAsync();
        LeaseRequest request;
        lock (_gate)
        {
            if (_closed) throw ClosedConnections.Error();
            if (PickIdle(terms) is { } idle) return Lend(idle);
            if (!HasRoom && _open.Find(c => c.CanBeJoined(terms)) is { } shared)
            {
                shared.Leases++;
                return shared;
            }

            request = _queue.Join(terms);
            GrantRoom();
        }

        return await WaitAsync(request, deadline) ?? await DialAsync(cancellationToken);
    }

    /// <summary>Null: there is room to dial.</summary>
    private async Task<PooledConnection?> WaitAsync(LeaseRequest request, Deadline deadline)
    {
        try
        {
            return await request.Granted.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(request);
            if (!deadline.HasPassed) throw;
            throw new TransportLostException(DomainCodes.Busy, $"All connections of account {account.Id} were in use for {Settings.Timeout.TotalSeconds:0} s.", "Try again when other work is done.");
        }
    }

    /// <summary>A grant that came while its owner left goes to the next.</summary>
    private async Task GiveUpAsync(LeaseRequest request)
    {
        lock (_gate)
        {
            if (_queue.Leave(request)) return;
        }

        if (!request.Granted.IsCompletedSuccessfully) return;
        if (await request.Granted is { } pooled) await ReturnAsync(pooled);
        else EndDialling(opened: null);
    }

    private async Task<PooledConnection?> DialAsync(CancellationToken cancellationToken)
    {
        PooledConnection pooled;
        var generation = Volatile.Read(ref _generation);
        try
        {
            pooled = new PooledConnection(await dialer.DialAsync(cancellationToken), Moment.Now(time), generation);
        }
        catch (MailException e) when (string.Equals(e.Code, ErrorCodes.TooManyConnections, StringComparison.Ordinal))
        {
            if (ShrinkToOpen()) return null;
            throw;
        }
        catch
        {
            EndDialling(opened: null);
            throw;
        }

        if (EndDialling(pooled)) return pooled;
        await CloseAsync(pooled);
        throw ClosedConnections.Error();
    }

    /// <summary>False when the pool has closed meanwhile.</summary>
    private bool EndDialling(PooledConnection? opened)
    {
        lock (_gate)
        {
            _dialling--;
            if (opened is not null) _open.Add(Lend(opened));
            else GrantRoom();
            return !_closed;
        }
    }

    /// <summary>True when there are connections of ours that may come free.</summary>
    private bool ShrinkToOpen()
    {
        lock (_gate)
        {
            _dialling--;
            _capacity.Shrink(_open.Count);
            GrantRoom();
            return _open.Count > _watching;
        }
    }

    /// <summary>Closes and, when it is gone for the server too, lets the next one in.</summary>
    private async ValueTask CloseAsync(PooledConnection pooled)
    {
        await pooled.Connection.DisposeAsync();
        lock (_gate)
        {
            if (_open.Remove(pooled)) GrantRoom();
        }
    }

    private bool HasRoom => _open.Count + _dialling < _capacity.Now;

    private void GrantRoom()
    {
        while (!_closed && HasRoom && _queue.TryTakeFirst(out var next))
        {
            _dialling++;
            next.Grant(connection: null);
        }
    }

    /// <summary>One with the mailbox selected, else the one used last: the others may age in peace.</summary>
    private PooledConnection? PickIdle(LeaseTerms terms) =>
        _open.Where(c => c.Leases == 0 && c.IsGood)
            .OrderByDescending(c => terms.IsMetBy(c.Connection.Selected)).ThenByDescending(c => c.IdleSince.Timestamp)
            .FirstOrDefault();

    private static PooledConnection Lend(PooledConnection pooled)
    {
        pooled.Leases = 1;
        return pooled;
    }

    private bool IsReusable(PooledConnection pooled) =>
        !_closed && !_retired && pooled.IsGood && pooled.Generation == _generation && pooled.BornAt.Elapsed(time) < Settings.MaxAge;

    /// <summary>Asks by NOOP where silence could deceive: after a long idle time the line may be dead, and a mailbox that is selected already may show an old state (a NOOP that is only sent ahead of the work does not help: Dovecot looks for new mail after the last of the commands it has). Then selects what is not.</summary>
    private async Task<bool> IsReadyAsync(PooledConnection pooled, LeaseTerms terms, CancellationToken cancellationToken)
    {
        var connection = pooled.Connection;
        var isSelected = terms.IsMetBy(connection.Selected);
        var mayBeDead = pooled.SharedFor is null && pooled.IdleSince.Elapsed(time) >= Settings.ReuseWithoutProbe;
        if (pooled is { IsGood: false, HasServed: false }) throw LostAtOnce(connection);
        if (!pooled.IsGood || ((isSelected || mayBeDead) && !await AnswersAsync(pooled, cancellationToken))) return false;
        if (terms.Mailbox is { } mailbox && !isSelected) await connection.ExecuteAsync(new SelectCommand(mailbox, readOnly: !terms.ForChange), cancellationToken);
        return true;
    }

    /// <summary>To make another one at once would go on without end: how soon that is tried is for the retries to say.</summary>
    private static TransportLostException LostAtOnce(ImapConnection connection) => new(
        (connection.Failure as MailException)?.Code ?? ErrorCodes.ConnectionLost, "The server ended the connection right after the login.", "Try again.", inner: connection.Failure);

    private async Task<bool> AnswersAsync(PooledConnection pooled, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(AnswerTimeout, time, cancellationToken);
        try
        {
            return await pooled.Connection.ExecuteAsync(new NoopCommand(), deadline.Token);
        }
        catch (Exception e) when (e is MailException || (e is OperationCanceledException && deadline.HasPassed))
        {
            pooled.IsSpoiled = true; // to find this out is what the question is for: another connection is taken
            return false;
        }
    }
}
