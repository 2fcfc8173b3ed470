using Mailstead.Protocol.Errors;

namespace Mailstead.Resilience;

/// <summary>Keeps a refused login from being tried again and again, which locks accounts out: one attempt, then the same answer at once for ten minutes, until it is cleared, or until there is another password or token to try. Until a login has succeeded they go one by one.</summary>
public sealed class LoginLatch(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Refusal? _refusal;
    private volatile bool _proven;

    public bool IsClosed => _refusal is { } refusal && time.GetElapsedTime(refusal.At) < Hold;

    /// <param name="credential">Tells one secret from another without being one.</param>
    public async Task<T> LogInAsync<T>(string credential, Func<CancellationToken, Task<T>> login, CancellationToken cancellationToken)
    {
        ThrowIfClosed(credential);
        if (_proven) return await TryAsync(credential, login, cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ThrowIfClosed(credential);
            return await TryAsync(credential, login, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next login is tried: the person has changed something.</summary>
    public void Clear() => _refusal = null;

    public void Dispose() => _turn.Dispose();

    private async Task<T> TryAsync<T>(string credential, Func<CancellationToken, Task<T>> login, CancellationToken cancellationToken)
    {
        try
        {
            var result = await login(cancellationToken);
            _proven = true;
            _refusal = null;
            return result;
        }
        catch (MailException e) when (string.Equals(e.Code, ErrorCodes.AuthenticationFailed, StringComparison.Ordinal))
        {
            _proven = false;
            _refusal = new Refusal(credential, e, time.GetTimestamp());
            throw;
        }
    }

    private void ThrowIfClosed(string credential)
    {
        if (!IsClosed || _refusal is not { } refusal || !string.Equals(refusal.Credential, credential, StringComparison.Ordinal)) return;
        var cause = refusal.Cause;
        throw new ServerRefusedException(cause.Code, $"{cause.Message} It is not tried again for now, so that the account is not locked out.", cause.Remedy) { ServerText = cause.ServerText };
    }

    private sealed record Refusal(string Credential, MailException Cause, long At);
}
