namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class LogoutHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        session.LoggedOut = true;
        session.Writer.Untagged("BYE Until next time");
        return Done();
    }
}
