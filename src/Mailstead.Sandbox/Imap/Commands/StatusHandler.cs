namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class StatusHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.Space();
        var items = StatusItems.Read(arguments);
        arguments.End();
        StatusItems.Write(session, session.Mailbox(name), items);
        return Done();
    }
}
