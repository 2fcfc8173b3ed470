namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class CreateHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.End();
        return session.Site.Store.Create(name) is null
            ? ValueTask.FromResult(ImapReply.No("It exists", "ALREADYEXISTS"))
            : Done();
    }
}
