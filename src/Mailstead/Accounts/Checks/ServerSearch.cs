using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Checks;

/// <summary>Tries candidates in order until one answers in its protocol with a good certificate. Sends no credential.</summary>
public sealed class ServerSearch(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null: none did.</returns>
    public Task<MailEndpoint?> FindImapAsync(IReadOnlyList<MailEndpoint> candidates, CancellationToken cancellationToken) =>
        FindAsync(candidates, (endpoint, transport, token) => CheckedImapServer.ConnectAsync(new ImapConnectOptions(endpoint, transport, $"{endpoint.Host}:#search"), token), cancellationToken);

    /// <returns>Null: none did.</returns>
    public Task<MailEndpoint?> FindSmtpAsync(IReadOnlyList<MailEndpoint> candidates, CancellationToken cancellationToken) =>
        FindAsync(candidates, (endpoint, transport, token) => CheckedSmtpServer.ConnectAsync(new SmtpConnectOptions(endpoint, transport, $"{endpoint.Host}:#search"), token), cancellationToken);

    private async Task<MailEndpoint?> FindAsync(IReadOnlyList<MailEndpoint> candidates, Func<MailEndpoint, TransportOptions, CancellationToken, Task<ICheckedServer>> connect, CancellationToken cancellationToken)
    {
        var transport = new TransportOptions { ConnectTimeout = Patience, Time = time };
        foreach (var candidate in candidates)
        {
            try
            {
                await using var server = await connect(candidate, transport, cancellationToken);
                return candidate;
            }
            catch (MailException)
            {
                continue; // not this one: the next candidate
            }
        }
        return null;
    }
}
