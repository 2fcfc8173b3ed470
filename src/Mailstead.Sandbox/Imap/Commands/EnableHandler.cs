namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>RFC 5161. Only UTF8=ACCEPT changes anything here.</summary>
internal sealed class EnableHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        var enabled = new List<string>();
        do
        {
            arguments.Space();
            if (arguments.Keyword() is "UTF8=ACCEPT" && session.Site.Has("UTF8=ACCEPT"))
            {
                session.Utf8 = true;
                enabled.Add("UTF8=ACCEPT");
            }
        }
        while (!arguments.AtEnd);

        session.Writer.Untagged(string.Join(' ', ["ENABLED", .. enabled]));
        return Done();
    }
}
