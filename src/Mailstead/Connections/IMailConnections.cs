using Mailstead.Accounts;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;

namespace Mailstead.Connections;

/// <summary>The way to mail servers. Pooled or classic is decided per account by its settings; callers cannot tell. Retries live behind it.</summary>
public interface IMailConnections : IAsyncDisposable
{
    /// <summary>Runs work on a leased connection with the mailbox selected (null: none). Safe to repeat work is retried as the account's settings say. Work that names a mailbox leaves it selected: other readers of it may be on the same connection.</summary>
    /// <param name="mailbox">Selected with EXAMINE for <see cref="WorkKind.Read"/>, with SELECT otherwise.</param>
    Task<T> RunAsync<T>(Account account, MailboxName? mailbox, WorkKind kind, Func<ImapConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs work on a submission connection. Retried only while nothing can have been sent.</summary>
    Task<T> SubmitAsync<T>(Account account, Func<SmtpConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>IDLE in the background on its own connection; restarts by itself (900 s) and after a loss. A former one for the same mailbox is stopped first. Disposing stops it.</summary>
    Task<IAsyncDisposable> WatchAsync(Account account, MailboxName mailbox, Func<ImapNews, ValueTask> onNews, CancellationToken cancellationToken);

    /// <summary>get_connection_health.</summary>
    IReadOnlyList<ConnectionHealth> Health();

    /// <summary>clear_pool: closes idle connections of one account, or of all.</summary>
    ValueTask ClearAsync(AccountId? account);
}
