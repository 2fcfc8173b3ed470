using System.Globalization;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Smtp;

namespace Mailstead.Accounts.Checks;

internal sealed class CheckedSmtpServer(SmtpConnection connection) : ICheckedServer
{
    private static readonly string[] Useful = ["PIPELINING", "8BITMIME", "SMTPUTF8", "DSN", "CHUNKING"];

    public static async Task<ICheckedServer> ConnectAsync(SmtpConnectOptions options, CancellationToken cancellationToken) =>
        new CheckedSmtpServer(await SmtpConnection.ConnectAsync(options, cancellationToken));

    public Task LoginAsync(MailCredential credential, CancellationToken cancellationToken) => connection.AuthenticateAsync(credential, cancellationToken);

    public string Describe()
    {
        var has = Useful.Where(connection.Capability.Has).ToList();
        var size = connection.Capability.MaxSize is { } max ? string.Create(CultureInfo.InvariantCulture, $"; messages up to {max / 1_000_000.0:0.#} MB") : "";
        return $"has {(has.Count == 0 ? "none of the extensions" : string.Join(", ", has))}{size}";
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
