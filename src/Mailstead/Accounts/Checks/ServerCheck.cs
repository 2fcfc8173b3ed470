using System.Net;
using System.Net.Sockets;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Checks;

/// <summary>Tests one server of an account, step by step; the first failure skips the rest. One login attempt, since more may lock the account.</summary>
/// <param name="protocol">imap or smtp; the first part of the steps' names.</param>
/// <param name="alreadyRefused">The account's other server has just refused this very login: it is not tried here as well.</param>
internal sealed class ServerCheck(
    string protocol,
    Account account,
    MailEndpoint endpoint,
    Func<TransportOptions, CancellationToken, Task<ICheckedServer>> connect,
    Func<CancellationToken, ValueTask<MailCredential>> credential,
    TimeProvider time,
    Action<CheckStep> report,
    bool alreadyRefused = false)
{
    private static readonly string[] Steps = ["dns", "connect", "tls", "secret", "login", "capabilities"];
    private int _next;

    /// <returns>False: the server refused the login.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(account.Connections.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await RunStepsAsync(both.Token);
        }
        catch (MailException e)
        {
            Fail(e);
            return e.Code != ErrorCodes.AuthenticationFailed;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Fail(new TransportLostException(ErrorCodes.Timeout, $"{endpoint.Host}:{endpoint.Port} did not answer within {account.Connections.Timeout.TotalSeconds:0} s.", "Check host and port, and whether a firewall is in the way; then try again."));
        }

        return true;
    }

    private async Task RunStepsAsync(CancellationToken cancellationToken)
    {
        Pass(await ResolveAsync(cancellationToken));
        await using var server = await connect(AccountTransport.For(account, new TransportOptions { Time = time }), cancellationToken);
        Pass($"{endpoint.Host}:{endpoint.Port} answers");
        Pass(endpoint.Tls == TlsMode.None ? "plain text, as configured" : endpoint.Tls == TlsMode.Implicit ? "encrypted; the certificate is good" : "encrypted by STARTTLS; the certificate is good");
        var login = await credential(cancellationToken);
        Pass($"found {(account.Auth == AuthKind.Bearer ? "a token" : "a password")}");
        if (alreadyRefused)
        {
            SkipRest("not tried: the same login was refused above");
            return;
        }

        await server.LoginAsync(login, cancellationToken);
        Pass($"logged in as {login.UserName}");
        Pass(server.Describe());
    }

    private async Task<string> ResolveAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(endpoint.Host, out _)) return $"{endpoint.Host} is an address";
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken).WaitAsync(cancellationToken);
            return $"{endpoint.Host} is {string.Join(", ", addresses.Take(4).Select(a => a.ToString()))}";
        }
        catch (SocketException e)
        {
            throw new TransportLostException(ErrorCodes.DnsFailed, $"The name {endpoint.Host} could not be resolved.", "Check the host name for a typing mistake, and that this machine can reach its DNS server.", inner: e);
        }
    }

    private void Pass(string detail) => report(new CheckStep(NameOf(_next++), CheckStatus.Ok, detail, account.Id));

    private void Fail(MailException error)
    {
        // Connecting is one call for the two steps: its error tells which of them it was.
        if (Steps[_next] == "connect" && error.Code is ErrorCodes.TlsFailed or ErrorCodes.CertificateInvalid or ErrorCodes.StartTlsUnavailable) Pass($"{endpoint.Host}:{endpoint.Port} answers");
        report(CheckStep.Failed(NameOf(_next++), account.Id, error, ProviderAdvice.RemedyFor(error, account)));
        SkipRest("not tried");
    }

    private void SkipRest(string why)
    {
        while (_next < Steps.Length) report(new CheckStep(NameOf(_next++), CheckStatus.Skipped, why, account.Id));
    }

    private string NameOf(int step) => $"{protocol}.{Steps[step]}";
}
