using Mailstead.Accounts;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Resilience;

namespace Mailstead.Connections;

/// <summary>Makes connections that are logged in: secret, DNS, TCP, TLS, greeting and login within the account's one budget. Tries once.</summary>
internal sealed class Dialer<T>(Account account, TimeProvider time, ServiceDoor<T> door) : IDisposable
    where T : IAsyncDisposable
{
    private readonly DialCircuit _circuit = new(time);
    private readonly LoginLatch _latch = new(time);

    internal bool IsCircuitOpen => _circuit.IsOpen || _latch.IsClosed;

    internal Task<T> DialAsync(CancellationToken cancellationToken) =>
        _latch.LogInAsync(token => _circuit.DialAsync(ConnectAsync, token), cancellationToken);

    internal Task ResetAsync()
    {
        _latch.Clear();
        return _circuit.ResetAsync();
    }

    public void Dispose() => _latch.Dispose();

    private async Task<T> ConnectAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(account.Connections.Timeout, time, cancellationToken);
        try
        {
            var credential = await door.Credential(deadline.Token);
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
