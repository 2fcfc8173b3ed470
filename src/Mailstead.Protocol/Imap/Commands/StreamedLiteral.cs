using System.Buffers;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>Passes the octets of a body on to the consumer of a <see cref="FetchStreamCommand"/>.</summary>
internal sealed class StreamedLiteral(FetchDelivery delivery, Uid uid, BodySection section, long length) : LiteralTarget
{
    public override ValueTask WriteAsync(ReadOnlySequence<byte> chunk, bool last) =>
        delivery.RunAsync(new Chunk(uid, section, chunk, length, last), static (consumer, part) => consumer.OnLiteralAsync(part.Uid, part.Section, part.Octets, part.Length, part.Last));

    private readonly record struct Chunk(Uid Uid, BodySection Section, ReadOnlySequence<byte> Octets, long Length, bool Last);
}
