using System.Globalization;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;

namespace Mailstead.Benchmarks.Load;

/// <summary>The server that the variables of eng/servers name.</summary>
internal sealed record LoadServer(MailEndpoint Endpoint, string User, string Password, string CaFile)
{
    public static LoadServer Of(bool tls) => new(
        new MailEndpoint(
            Setting("HOST"), int.Parse(Setting(tls ? "IMAPS_PORT" : "IMAP_PORT"), CultureInfo.InvariantCulture), tls ? TlsMode.Implicit : TlsMode.None),
        Setting("USER"), Setting("PASSWORD"), Setting("CA"));

    public bool IsTls => Endpoint.Tls == TlsMode.Implicit;

    /// <summary>Our client, logged in.</summary>
    public async Task<ImapConnection> LogInAsync(CancellationToken cancellationToken)
    {
        var transport = new TransportOptions();
        if (IsTls) transport.ExtraRoots.ImportFromPemFile(CaFile);
        var connection = await ImapConnection.ConnectAsync(new ImapConnectOptions(Endpoint, transport, "load#1"), cancellationToken);
        await connection.AuthenticateAsync(new PasswordCredential(User, new Secret(Password)), cancellationToken);
        return connection;
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable("MAILSTEAD_TEST_" + name) ?? throw new LoadUsageException($"MAILSTEAD_TEST_{name} is not set; eng/servers env prints it.");
}
