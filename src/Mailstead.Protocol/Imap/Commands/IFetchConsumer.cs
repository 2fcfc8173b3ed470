using System.Buffers;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>Receives messages as they come off the wire. Called by the response loop, one call at a time.</summary>
public interface IFetchConsumer
{
    /// <summary>A chunk of a body literal. The memory is the connection's: copy what must stay. An awaited task holds the socket back.</summary>
    /// <param name="uid">0 when the server sends UID after the literal; <see cref="OnMessageAsync"/> then tells.</param>
    ValueTask OnLiteralAsync(Uid uid, BodySection section, ReadOnlySequence<byte> chunk, long literalLength, bool last);

    /// <summary>All items of the message have been read.</summary>
    ValueTask OnMessageAsync(FetchData data);
}
