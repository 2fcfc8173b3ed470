using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>SELECT, or EXAMINE when read-only.</summary>
public sealed class SelectCommand(MailboxName mailbox, bool readOnly = false) : ImapCommand<SelectedMailbox>, IResponseSink
{
    private SelectedMailbox _heard = new(mailbox, readOnly, default, 0, default);
    private ServerState? _state;

    void IResponseSink.Begin(Exchange exchange) => _state!.BeginSelecting();

    bool IResponseSink.Take(scoped in Untagged response)
    {
        switch (response.Kind)
        {
            case UntaggedKind.Exists:
                _heard = _heard with { Exists = response.Number };
                return true;
            case UntaggedKind.Flags:
                var list = response.Body();
                _heard = _heard with { Flags = _state!.Flags.Read(ref list) };
                return true;
            case UntaggedKind.Ok:
                var line = StatusLine.Read(StatusCondition.Ok, response.Body().Rest);
                var told = _state!.WithCode(_heard, line);
                if (ReferenceEquals(told, _heard))
                    return false;
                _heard = told;
                return true;
            default:
                return false;
        }
    }

    void IResponseSink.End(StatusLine line)
    {
        if (line.Condition == StatusCondition.Ok)
            _state!.Selected = _heard = _state.WithCode(_heard, line);
        else if (line.Condition == StatusCondition.No)
            _state!.Selected = null;
        _state!.EndSelecting();
    }

    internal override async Task<SelectedMailbox> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _state = line.State;
        await line.SendAsync(readOnly ? "EXAMINE" : "SELECT", line.Write(readOnly ? "EXAMINE "u8 : "SELECT "u8).Mailbox(mailbox), this, cancellationToken);
        return _heard;
    }
}
