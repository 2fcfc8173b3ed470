using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;

namespace Mailstead.Tests.Smtp;

/// <summary>The usual turns of a scripted submission server.</summary>
internal static class SmtpConversation
{
    internal static Task<SmtpConnection> ConnectAsync(ScriptedPeer peer, TransportOptions? transport = null, TlsMode tls = TlsMode.None) =>
        SmtpConnection.ConnectAsync(new SmtpConnectOptions(peer.Endpoint(tls), transport ?? new TransportOptions(), "127.0.0.1:ann#1"), CancellationToken.None);

    internal static async Task GreetAsync(this PeerConversation peer, params string[] capabilities)
    {
        await peer.SendLinesAsync("220 mail.example ESMTP");
        await peer.EhloAsync(capabilities);
    }

    internal static async Task EhloAsync(this PeerConversation peer, params string[] capabilities)
    {
        await peer.ExpectAsync("EHLO [127.0.0.1]");
        string[] lines = ["mail.example", .. capabilities];
        await peer.SendLinesAsync([.. lines.Select((l, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{l}")]);
    }

    internal static async Task QuitAsync(this PeerConversation peer)
    {
        await peer.ExpectAsync("QUIT");
        await peer.SendLinesAsync("221 bye");
    }

    /// <summary>Expects lines and answers each; an answer may be empty.</summary>
    internal static async Task TurnsAsync(this PeerConversation peer, params (string Expect, string Answer)[] turns)
    {
        foreach (var (expect, answer) in turns)
        {
            await peer.ExpectAsync(expect);
            if (answer.Length > 0) await peer.SendLinesAsync(answer);
        }
    }

    /// <summary>The lines up to the final dot.</summary>
    internal static async Task<string> DataAsync(this PeerConversation peer)
    {
        var data = new System.Text.StringBuilder();
        while (await peer.ReadLineAsync() is var line && line != ".") data.Append(line).Append("\r\n");
        return data.ToString();
    }
}
