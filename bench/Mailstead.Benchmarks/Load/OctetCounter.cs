using System.Buffers;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Benchmarks.Load;

internal sealed class OctetCounter : IFetchConsumer
{
    public long Octets { get; private set; }

    public ValueTask OnLiteralAsync(Uid uid, BodySection section, ReadOnlySequence<byte> chunk, long literalLength, bool last)
    {
        Octets += chunk.Length;
        return default;
    }

    public ValueTask OnMessageAsync(FetchData data) => default;
}
