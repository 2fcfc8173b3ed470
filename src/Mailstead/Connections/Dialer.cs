using Mailstead.Accounts;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Resilience;

namespace Mailstead.Connections;

/// <summary>Makes connections that are logged in: DNS, TCP, TLS, greeting and login within the account's one budget. Tries once.</summary>
internal sealed class Dialer<T>(Account account, TimeProvider time, ServiceDoor<T> door) : IDisposable
    where T : IAsyncDisposable
{
    private readonly DialCircuit _circuit = new(time);
    private readonly LoginLatch _latch = new(time);

    internal bool IsCircuitOpen => _circuit.IsOpen || _latch.IsClosed;

    internal async Task<T> DialAsync(CancellationToken cancellationToken)
    {
        var credential = await CredentialAsync(cancellationToken);
        return await _latch.LogInAsync(CredentialMark.Of(credential), token => _circuit.DialAsync(t => ConnectAsync(credential, t), token), cancellationToken);
    }

    internal Task ResetAsync()
    {
        _latch.Clear();
        return _circuit.ResetAsync();
    }

    public void Dispose() => _latch.Dispose();

    private async Task<MailCredential> CredentialAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(account.Connections.Timeout, time, cancellationToken);
        try
        {
            return await door.Credential(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw new ConfigurationException($"accounts.{account.Id}", $"The secret of account {account.Id} did not come within {account.Connections.Timeout.TotalSeconds:0} s.", "Check the command that gives it.", DomainCodes.SecretUnavailable);
        }
    }

    private async Task<T> ConnectAsync(MailCredential credential, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(account.Connections.Timeout, time, cancellationToken);
        try
        {
            var connection = await door.Connect(deadline.Token);
            try
            {
                await door.LogIn(connection, credential, deadline.Token);
                return connection;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
        catch (OperationCanceledException e) when (deadline.HasPassed)
        {
            throw new TransportLostException(ErrorCodes.Timeout, $"{door.Endpoint.Host}:{door.Endpoint.Port} did not let account {account.Id} in within {account.Connections.Timeout.TotalSeconds:0} s.", "Try again; check the network if it repeats.", inner: e);
        }
        catch (ServerRefusedException e) when (string.Equals(e.Code, ErrorCodes.AuthenticationFailed, StringComparison.Ordinal) && account.Provider.PasswordHint is { } hint)
        {
            throw new ServerRefusedException(e.Code, e.Message, hint) { ServerText = e.ServerText, ResponseCode = e.ResponseCode };
        }
    }
}
