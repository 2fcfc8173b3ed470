using Mailstead.Testing;

namespace Mailstead.Tests.Connections;

/// <summary>One command as the scripted server heard it.</summary>
internal sealed record ImapTurn(PeerConversation Peer, string Tag, string Verb, string Arguments)
{
    internal Task OkAsync(params string[] untagged) => Peer.SendLinesAsync([.. untagged, $"{Tag} OK done"]);
    internal Task OkReadOnlyAsync(params string[] untagged) => Peer.SendLinesAsync([.. untagged, $"{Tag} OK [READ-ONLY] done"]);
    internal Task NoAsync(string text) => Peer.SendLinesAsync($"{Tag} NO {text}");
}
