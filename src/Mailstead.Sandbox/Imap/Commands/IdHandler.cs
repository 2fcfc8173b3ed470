namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>RFC 2971.</summary>
internal sealed class IdHandler : ImapHandler
{
    private const int MaxPairs = 30;

    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        if (!arguments.TryTake("NIL"))
        {
            var strings = arguments.List(() => arguments.TryTake("NIL") ? 0 : arguments.StringBytes().Length);
            if (strings.Count % 2 != 0 || strings.Count > MaxPairs * 2)
                throw new BadCommandException("ID takes up to 30 pairs");
        }

        arguments.End();
        session.Writer.Untagged("ID (\"name\" \"Mailstead sandbox\" \"vendor\" \"Mailstead\")");
        return Done();
    }
}
