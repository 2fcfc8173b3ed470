namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>EXPUNGE, and UID EXPUNGE of just these (RFC 4315). The session tells what went.</summary>
internal sealed class ExpungeHandler(bool byUid) : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        var set = session.Selected.Everything;
        if (byUid)
        {
            arguments.Space();
            set = arguments.SequenceSet();
        }

        arguments.End();
        if (session.Selected.ReadOnly)
            return ValueTask.FromResult(ImapReply.No("The mailbox is read-only", "NOPERM"));
        session.Selected.Mailbox.Remove([.. session.Selected.Pick(set, byUid: true).Where(p => p.Message.Has("\\Deleted")).Select(p => p.Message.Uid)]);
        return Done();
    }
}
