namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>RFC 3691.</summary>
internal sealed class UnselectHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        session.Select(null);
        return Done();
    }
}
