namespace Mailstead.Protocol.Imap.Wire;

/// <summary>Bytes that go out in one go.</summary>
/// <param name="AwaitsContinuation">They end in a synchronising literal's announcement: what follows waits for "+".</param>
/// <param name="IsLiteral">Content, kept out of the wire log.</param>
internal readonly record struct WirePart(ReadOnlyMemory<byte> Bytes, bool AwaitsContinuation, bool IsLiteral);
