using System.Runtime.ExceptionServices;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID FETCH that hands each message to a consumer as it arrives, on the response loop with back-pressure; nothing is kept. Gives the number of messages. An exception of the consumer ends its calls and fails the command; the connection stays good.</summary>
public sealed class FetchStreamCommand(UidSet uids, FetchItems items, IReadOnlyList<BodySection>? sections, IFetchConsumer consumer) : ImapCommand<int>, IResponseSink
{
    private readonly IReadOnlyList<BodySection> _sections = sections ?? [];
    private readonly FetchDelivery _delivery = new(consumer);
    private FetchItems _items;
    private FetchReader? _reader;
    private ImapLimits? _limits;
    private ValueTask _pending;
    private int _count;

    ValueTask IResponseSink.Pending => _pending;

    bool IResponseSink.Take(scoped in Untagged response)
    {
        if (response.Kind != UntaggedKind.Fetch || _reader!.Read(response.Body()) is not { } data)
            return false;
        if (!uids.Contains(data.Uid))
            return uids.IsOpenEnded;
        // Flags that someone else changed meanwhile are news, not an answer.
        if (data.SectionsTold == 0 && (_sections.Count > 0 || !data.Has(_items)) && data is { EnvelopeOctets.IsEmpty: true, StructureOctets.IsEmpty: true, InternalDate: null, Size: null })
            return false;
        _count++;
        _pending = _delivery.RunAsync(data, static (to, message) => to.OnMessageAsync(message)).Preserve();
        return true;
    }

    LiteralTarget? IResponseSink.Open(scoped in Untagged response, long length)
    {
        if (!_reader!.TryReadUpToBody(response.Body(), out var uid, out var section) || (uid.Value != 0 && !uids.Contains(uid)))
            return null;
        if (length > _limits!.MaxStreamedLiteralBytes)
            throw new ProtocolBrokenException("The server sends a larger body than is accepted.", ErrorCodes.LimitExceeded);
        return new StreamedLiteral(_delivery, uid, section, length);
    }

    ValueTask IResponseSink.AbandonAsync() => _delivery.StopAsync();

    internal override async Task<int> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _reader = new FetchReader(line.State.Flags, _sections);
        _limits = line.Limits;
        _items = FetchRequest.Known(line, items);
        var wanted = FetchRequest.Items(_items, _sections);
        await ImapLine.EachLineAsync(uids, set => line.SendAsync("FETCH", FetchRequest.Write(line, set, wanted), this, cancellationToken));
        if (_delivery.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return _count;
    }
}
