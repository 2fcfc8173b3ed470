namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class RenameHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var from = session.MailboxName(arguments);
        arguments.Space();
        var to = session.MailboxName(arguments);
        arguments.End();
        session.Site.Store.Rename(from, to);
        return Done();
    }
}
