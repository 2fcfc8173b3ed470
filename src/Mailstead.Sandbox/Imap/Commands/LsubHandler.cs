namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>LSUB (RFC 3501 section 6.3.9), for old clients.</summary>
internal sealed class LsubHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var pattern = MailboxNameCodec.Decode(arguments.AString(), session.Utf8);
        arguments.Space();
        pattern += MailboxNameCodec.Decode(arguments.ListPattern(), session.Utf8);
        arguments.End();
        foreach (var name in session.Site.Store.Subscribed().Where(n => ListHandler.Matches(n, pattern)).Order(StringComparer.Ordinal))
            ListHandler.Write(session, "LSUB", name, []);
        return Done();
    }
}
