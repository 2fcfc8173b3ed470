namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>CLOSE: takes what is \Deleted away in silence.</summary>
internal sealed class CloseHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        var view = session.Selected;
        if (!view.ReadOnly)
            view.Mailbox.Remove([.. view.Mailbox.Snapshot().Messages.Where(m => m.Has("\\Deleted")).Select(m => m.Uid)]);
        session.Select(null);
        return Done();
    }
}
