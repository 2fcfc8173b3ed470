namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class DeleteHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.End();
        session.Site.Store.Delete(name);
        return Done();
    }
}
