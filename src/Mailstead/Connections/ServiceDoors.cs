using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;

namespace Mailstead.Connections;

/// <summary>The doors of an account.</summary>
internal static class ServiceDoors
{
    internal static ServiceDoor<ImapConnection> Imap(Account account, ICredentialSource credentials, TransportOptions transport, ConnectionNames names) => new(
        account.Imap,
        token => credentials.ForImapAsync(account, token),
        token => ImapConnection.ConnectAsync(new ImapConnectOptions(account.Imap, transport, names.Next(account.Imap, account.ImapUser)), token),
        (connection, credential, token) => connection.AuthenticateAsync(credential, token));

    internal static ServiceDoor<SmtpConnection> Smtp(Account account, MailEndpoint endpoint, ICredentialSource credentials, TransportOptions transport, ConnectionNames names) => new(
        endpoint,
        token => credentials.ForSmtpAsync(account, token),
        token => SmtpConnection.ConnectAsync(new SmtpConnectOptions(endpoint, transport, names.Next(endpoint, account.SmtpUser ?? account.ImapUser)), token),
        (connection, credential, token) => connection.AuthenticateAsync(credential, token));
}
