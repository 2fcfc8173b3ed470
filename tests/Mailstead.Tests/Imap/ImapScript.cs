using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;

namespace Mailstead.Tests.Imap;

/// <summary>Connections to a scripted peer.</summary>
internal static class ImapScript
{
    public static readonly PasswordCredential Anna = new("anna", new Secret("opensesame"));

    public static Task<ImapConnection> ConnectAsync(ScriptedPeer peer, TransportOptions? transport = null, TlsMode tls = TlsMode.None, ImapLimits? limits = null) =>
        ImapConnection.ConnectAsync(
            new ImapConnectOptions(peer.Endpoint(tls), transport ?? new TransportOptions(), "test:anna#1") { Limits = limits ?? ImapLimits.Default },
            TestContextToken);

    /// <summary>Connected and logged in with LOGIN; the peer's script begins with <see cref="GreetAsync"/>.</summary>
    public static async Task<ImapConnection> LogInAsync(ScriptedPeer peer, TransportOptions? transport = null, ImapLimits? limits = null)
    {
        var connection = await ConnectAsync(peer, transport, limits: limits);
        await connection.AuthenticateAsync(Anna, TestContextToken);
        return connection;
    }

    /// <summary>The peer's side up to the login.</summary>
    public static async Task GreetAsync(PeerConversation peer, string capabilities = "IMAP4rev1")
    {
        await peer.SendLinesAsync($"* OK [CAPABILITY {capabilities}] hello");
        var tag = (await peer.ReadLineAsync()).Split(' ')[0];
        await peer.SendLinesAsync($"{tag} OK [CAPABILITY {capabilities}] in");
    }

    /// <summary>Reads a command, checks it, gives its tag.</summary>
    public static async Task<string> TagOfAsync(PeerConversation peer, string command)
    {
        var line = await peer.ReadLineAsync();
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return line[(space + 1)..] == command ? line[..space] : throw new PeerScriptException($"Expected \"{command}\", got \"{line}\".");
    }

    public static async Task AnswerAsync(PeerConversation peer, string command, params string[] lines)
    {
        var tag = await TagOfAsync(peer, command);
        await peer.SendLinesAsync([.. lines.Select(l => l.StartsWith("$ ", StringComparison.Ordinal) ? tag + l[1..] : l)]);
    }

    /// <summary>Answers LOGOUT, nothing else, until the client closes.</summary>
    public static async Task UntilGoneAsync(PeerConversation peer)
    {
        while (true)
        {
            var words = (await peer.ReadLineAsync()).Split(' ');
            if (words is not [var tag, "LOGOUT"])
                continue;
            await peer.SendLinesAsync("* BYE", $"{tag} OK");
            return;
        }
    }

    private static CancellationToken TestContextToken => Xunit.TestContext.Current.CancellationToken;
}
