namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>RFC 2342.</summary>
internal sealed class NamespaceHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        session.Writer.Untagged("NAMESPACE ((\"\" \"/\")) NIL NIL");
        return Done();
    }
}
