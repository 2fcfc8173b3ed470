using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UNSELECT; without the capability: EXAMINE of a mailbox that does not exist.</summary>
public sealed class UnselectCommand() : ImapCommand<bool>, IResponseSink
{
    private ServerState? _state;

    bool IResponseSink.Take(scoped in Untagged response) => false;

    void IResponseSink.End(StatusLine line)
    {
        if (line.Condition == StatusCondition.Ok)
            _state!.Selected = null;
    }

    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _state = line.State;
        if (line.Offers("UNSELECT") || line.Offers("IMAP4REV2"))
        {
            await line.SendAsync("UNSELECT", line.Write("UNSELECT"u8), this, cancellationToken);
            return true;
        }
        // RFC 3691 section 1: a failed EXAMINE leaves no mailbox selected, and expunges nothing.
        var answer = await line.TrySendAsync(line.Write("EXAMINE "u8).String("mailstead no such mailbox"), sink: null, cancellationToken);
        if (answer.Condition == StatusCondition.No)
            _state.Selected = null;
        return answer.Condition == StatusCondition.No;
    }
}
