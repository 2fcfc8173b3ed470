using System.Threading.Channels;
using Mailstead.Accounts;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Resilience;

namespace Mailstead.Connections;

/// <summary>Watches one mailbox until disposed: IDLE on a connection of its own; NOOP every minute where the server has no IDLE or the account no connection to spare. Comes back by itself after a loss, and then tells the number of messages, so that nothing is missed.</summary>
internal sealed class MailboxWatch : IImapNewsListener, IAsyncDisposable
{
    /// <summary>RFC 2177 asks for less than 29 minutes; firewalls forget sooner.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(1740);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(60);

    /// <summary>After a failure that will not pass by itself: a refused login, a deleted mailbox.</summary>
    private static readonly TimeSpan AfterFinalFailure = TimeSpan.FromMinutes(5);

    /// <summary>News not yet taken; beyond it the oldest go, the newest number of messages stays.</summary>
    private const int MaxPending = 1024;

    private readonly ImapPool _pool;
    private readonly MailboxName _mailbox;
    private readonly TimeSpan _idleTimeout;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ImapNews> _news = Channel.CreateBounded<ImapNews>(new BoundedChannelOptions(MaxPending) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Task _watching;
    private readonly Task _telling;
    private int _failures;
    private int _disposed;

    internal MailboxWatch(ImapPool pool, MailboxName mailbox, ConnectionSettings settings, Backoff backoff, TimeProvider time, Func<ImapNews, ValueTask> onNews)
    {
        (_pool, _mailbox, _backoff, _time) = (pool, mailbox, backoff, time);
        _idleTimeout = settings.IdleTimeout < LongestIdle ? settings.IdleTimeout : LongestIdle;
        _watching = Task.Run(WatchAsync);
        _telling = Task.Run(() => TellAsync(onNews));
    }

    /// <summary>Ends when the first connection stands or has failed for a passing reason; fails when the reason is final.</summary>
    internal Task Begun => _begun.Task;

    public void OnNews(ImapNews news) => _news.Writer.TryWrite(news);

    /// <summary>Stops and waits for the end. Fails with what the receiver of the news threw, if it did.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) await _stop.CancelAsync();
        await _watching;
        await _telling;
    }

    /// <summary>Like disposing, for one who did not give the receiver and cannot answer for it.</summary>
    internal async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) await _stop.CancelAsync();
        await _watching;
        await Task.WhenAny(_telling);
    }

    private async Task TellAsync(Func<ImapNews, ValueTask> onNews)
    {
        try
        {
            await foreach (var news in _news.Reader.ReadAllAsync(CancellationToken.None)) await onNews(news);
        }
        finally
        {
            await _stop.CancelAsync();
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (await WatchOnceAsync()) { }
        }
        finally
        {
            _begun.TrySetCanceled(_stop.Token);
            _news.Writer.TryComplete();
        }
    }

    /// <summary>False when the watch is over.</summary>
    private async Task<bool> WatchOnceAsync()
    {
        try
        {
            await (_pool.TryBeginWatching() ? IdleAsync() : PollAsync());
            return !_stop.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        catch (MailException e)
        {
            return await PauseAsync(e);
        }
    }

    /// <summary>False when the watch is over.</summary>
    private async Task<bool> PauseAsync(MailException failure)
    {
        var final = FailureClasses.Of(failure) == FailureClass.Final;
        if (final && _begun.TrySetException(failure)) return false;
        _begun.TrySetResult();
        try
        {
            await Task.Delay(final ? AfterFinalFailure : _backoff.Before(_failures++), _time, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task IdleAsync()
    {
        try
        {
            await using var lease = await _pool.LeaseAsync(LeaseTerms.ToWatch(_mailbox), _stop.Token);
            lease.Spoil(); // closed after, with whatever is in flight
            var connection = lease.Connection;
            connection.News = this;
            Stands(connection);
            var canIdle = connection.Capability.Has("IDLE");
            while (!_stop.IsCancellationRequested)
            {
                if (canIdle) await connection.ExecuteAsync(new IdleCommand(_idleTimeout, _stop.Token), CancellationToken.None);
                else
                {
                    await Task.Delay(PollEvery, _time, _stop.Token);
                    await connection.ExecuteAsync(new NoopCommand(), _stop.Token);
                }
            }

            connection.News = null;
        }
        finally
        {
            _pool.EndWatching();
        }
    }

    private async Task PollAsync()
    {
        (uint Exists, Uid UidNext)? last = null;
        while (true)
        {
            await using (var lease = await _pool.LeaseAsync(LeaseTerms.Of(_mailbox, WorkKind.BackgroundRead), _stop.Token))
            {
                await lease.Connection.ExecuteAsync(new NoopCommand(), _stop.Token);
                if (lease.Connection.Selected is { } now && last != (now.Exists, now.UidNext))
                {
                    last = (now.Exists, now.UidNext);
                    Stands(lease.Connection);
                }
            }

            await Task.Delay(PollEvery, _time, _stop.Token);
        }
    }

    private void Stands(ImapConnection connection)
    {
        _failures = 0;
        if (connection.Selected is { } selected) OnNews(new ImapNews(ImapNewsKind.Exists, selected.Exists));
        _begun.TrySetResult();
    }
}
