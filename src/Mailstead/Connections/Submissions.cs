using Mailstead.Accounts;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Resilience;

namespace Mailstead.Connections;

/// <summary>The submission connections of one account: one for each message, two at a time. Tried again only while no final dot can have gone out.</summary>
internal sealed class Submissions(Account account, Dialer<SmtpConnection> dialer, RetryPolicy retry, TimeProvider time) : IDisposable
{
    private const int AtOnce = 2;
    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);

    internal async Task<T> RunAsync<T>(Func<SmtpConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            return await retry.RunAsync(
                async (attempt, token) =>
                {
                    await using var connection = await dialer.DialAsync(token);
                    attempt.IsRepeatable = () => !connection.MayHaveSent;
                    return await work(connection, token);
                },
                cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(account.Connections.Timeout, time, cancellationToken);
        try
        {
            await _slots.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw new TransportLostException(DomainCodes.Busy, $"Account {account.Id} is still sending other messages.", "Try again in a moment.");
        }
    }
}
