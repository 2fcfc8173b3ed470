namespace Mailstead.Protocol.Transport;

/// <param name="Sent">True for client to server.</param>
public readonly record struct WireLogLine(string ConnectionId, bool Sent, string Text);
