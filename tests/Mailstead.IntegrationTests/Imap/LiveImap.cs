using System.Security.Cryptography.X509Certificates;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Xunit;

namespace Mailstead.IntegrationTests.Imap;

/// <summary>Logged-in connections to the real servers.</summary>
internal static class LiveImap
{
    public static async Task<ImapConnection> LogInAsync(MailServers servers, string server, TlsMode tls = TlsMode.Implicit, MailUser? user = null)
    {
        user ??= server == "dovecot" ? servers.NextUser() : servers.NextCyrusUser();
        var connection = await ConnectAsync(servers.Settings, Port(servers.Settings, server, tls), tls);
        await connection.AuthenticateAsync(new PasswordCredential(user.Name, new Secret(user.Password)), TestContext.Current.CancellationToken);
        return connection;
    }

    public static Task<ImapConnection> ConnectAsync(ServerSettings settings, int port, TlsMode tls, string? host = null)
    {
        var transport = new TransportOptions();
        transport.ExtraRoots.ImportFromPemFile(settings.CertificateAuthority);
        return ImapConnection.ConnectAsync(new ImapConnectOptions(new MailEndpoint(host ?? settings.Host, port, tls), transport, "live#1"), TestContext.Current.CancellationToken);
    }

    private static int Port(ServerSettings settings, string server, TlsMode tls) => (server, tls) switch
    {
        ("dovecot", TlsMode.Implicit) => settings.ImapsPort,
        ("dovecot", _) => settings.ImapPort,
        (_, TlsMode.Implicit) => settings.CyrusTlsPort,
        _ => settings.CyrusPort,
    };
}
