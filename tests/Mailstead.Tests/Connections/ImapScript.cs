using System.Collections.Concurrent;
using Mailstead.Testing;

namespace Mailstead.Tests.Connections;

/// <summary>A scripted IMAP server that lets everyone in and answers the commands a pool sends; a test takes over where it wants.</summary>
internal sealed class ImapScript
{
    private readonly ConcurrentQueue<string> _commands = new();

    internal string Greeting { get; set; } = "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE] ready";
    internal string Capabilities { get; set; } = "IMAP4rev1 IDLE";

    /// <summary>True: the test has answered (or not) itself; false: the usual answer.</summary>
    internal Func<ImapTurn, Task<bool>> On { get; set; } = _ => Task.FromResult(false);

    /// <summary>"n VERB", n the number of the connection, in the order of arrival. Without CAPABILITY, the login and DONE.</summary>
    internal IReadOnlyList<string> Commands => [.. _commands];

    internal int Count(string command) => Commands.Count(c => c.EndsWith(command, StringComparison.Ordinal));

    internal async Task RunAsync(PeerConversation peer)
    {
        await peer.SendLinesAsync(Greeting);
        if (!Greeting.StartsWith("* OK", StringComparison.Ordinal)) return;
        for (var idling = "";;)
        {
            var line = await peer.ReadLineAsync();
            if (line == "DONE") line = $"{idling} DONE";
            var words = line.Split(' ', 3);
            var turn = new ImapTurn(peer, words[0], words.Length > 1 ? words[1].ToUpperInvariant() : "", words.Length > 2 ? words[2] : "");
            if (turn.Verb is not ("AUTHENTICATE" or "CAPABILITY" or "DONE")) _commands.Enqueue($"{peer.Number} {turn.Verb}{(turn.Verb is "SELECT" or "EXAMINE" ? " " + turn.Arguments.Trim('"') : "")}");
            if (turn.Verb == "IDLE") idling = turn.Tag;
            if (await On(turn)) continue;
            await AnswerAsync(turn);
            if (turn.Verb == "LOGOUT") return;
        }
    }

    private Task AnswerAsync(ImapTurn turn) => turn.Verb switch
    {
        "CAPABILITY" => turn.OkAsync($"* CAPABILITY {Capabilities}"),
        "AUTHENTICATE" => turn.Peer.SendLinesAsync($"{turn.Tag} OK [CAPABILITY {Capabilities}] in"),
        "SELECT" => turn.OkAsync("* FLAGS (\\Seen)", "* 3 EXISTS", "* OK [UIDVALIDITY 7] v", "* OK [UIDNEXT 4] n"),
        "EXAMINE" => turn.OkReadOnlyAsync("* FLAGS (\\Seen)", "* 3 EXISTS", "* OK [UIDVALIDITY 7] v", "* OK [UIDNEXT 4] n"),
        "LOGOUT" => turn.OkAsync("* BYE bye"),
        "IDLE" => turn.Peer.SendLinesAsync("+ idling"),
        _ => turn.OkAsync(),
    };
}
