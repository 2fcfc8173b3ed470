namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>MOVE and UID MOVE (RFC 6851): COPYUID comes untagged, before the EXPUNGEs that the session tells.</summary>
internal sealed class MoveHandler(bool byUid) : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        if (session.Selected.ReadOnly)
            return ValueTask.FromResult(ImapReply.No("The mailbox is read-only", "NOPERM"));
        var (originals, copyUid) = CopyHandler.Copy(session, arguments, byUid);
        if (copyUid is not null)
            session.Writer.Untagged($"OK [{copyUid}] Moved");
        session.Selected.Mailbox.Remove(originals);
        return Done();
    }
}
