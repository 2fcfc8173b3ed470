using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>CLOSE: expunges what is \Deleted and leaves the mailbox.</summary>
public sealed class CloseCommand() : ImapCommand<bool>, IResponseSink
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
        await line.SendAsync("CLOSE", line.Write("CLOSE"u8), this, cancellationToken);
        return true;
    }
}
