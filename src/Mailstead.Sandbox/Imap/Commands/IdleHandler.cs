using System.Text;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>RFC 2177: tells what changes in the selected mailbox until DONE.</summary>
internal sealed class IdleHandler : ImapHandler
{
    private const int MaxDoneBytes = 1024;

    public override async ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.End();
        session.Writer.Raw("+ idling\r\n");
        session.View?.Report(session.Writer, mayExpunge: true);
        await session.Line.FlushAsync(cancellationToken);
        var line = session.Line.ReadLineAsync(MaxDoneBytes, cancellationToken).AsTask();
        while (session.View is { } view)
        {
            if (await Task.WhenAny(line, view.Mailbox.WhenChangedSince(view.SeenRevision)) == line)
                break;
            view.Report(session.Writer, mayExpunge: true);
            await session.Line.FlushAsync(cancellationToken);
        }

        return await line is { } bytes && Encoding.ASCII.GetString(bytes).Equals("DONE\r\n", StringComparison.OrdinalIgnoreCase)
            ? ImapReply.Ok("Idled")
            : ImapReply.Bad("DONE ends IDLE");
    }
}
