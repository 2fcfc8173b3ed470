namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class CapabilityHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        session.Writer.Untagged($"CAPABILITY {session.Site.CapabilityLine}");
        return Done();
    }
}
