namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>NOOP and CHECK: the session tells the news by itself.</summary>
internal sealed class NoopHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        return Done();
    }
}
