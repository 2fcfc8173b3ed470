using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Checks;

internal sealed class CheckedImapServer(ImapConnection connection) : ICheckedServer
{
    private static readonly string[] Useful = ["IDLE", "MOVE", "UIDPLUS", "SPECIAL-USE", "CONDSTORE", "QRESYNC", "ESEARCH", "LIST-STATUS", "COMPRESS=DEFLATE"];

    public static async Task<ICheckedServer> ConnectAsync(ImapConnectOptions options, CancellationToken cancellationToken) =>
        new CheckedImapServer(await ImapConnection.ConnectAsync(options, cancellationToken));

    public Task LoginAsync(MailCredential credential, CancellationToken cancellationToken) => connection.AuthenticateAsync(credential, cancellationToken);

    public string Describe()
    {
        var has = Useful.Where(connection.Capability.Has).ToList();
        var lacks = Useful.Except(has, StringComparer.Ordinal).ToList();
        var server = connection.ServerId.TryGetValue("name", out var name) ? Bounded(name) + ": " : "";
        return $"{server}has {(has.Count == 0 ? "none of the extensions" : string.Join(", ", has))}" + (lacks.Count == 0 || has.Count == 0 ? "" : $"; without {string.Join(", ", lacks)}");
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Bounded(string text) => string.Concat(text.Where(c => !char.IsControl(c)).Take(60));
}
