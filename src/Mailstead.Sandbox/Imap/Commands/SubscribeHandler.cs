namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>SUBSCRIBE and UNSUBSCRIBE.</summary>
internal sealed class SubscribeHandler(bool subscribe) : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.End();
        session.Site.Store.Subscribe(name, subscribe);
        return Done();
    }
}
