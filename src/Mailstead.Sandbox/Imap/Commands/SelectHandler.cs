using System.Globalization;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>SELECT and EXAMINE.</summary>
internal sealed class SelectHandler(bool readOnly) : ImapHandler
{
    private const string SystemFlags = @"\Answered \Flagged \Deleted \Seen \Draft";

    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.End();

        // A SELECT that fails leaves nothing selected (RFC 9051 section 6.3.2).
        session.Select(null);
        var view = new MailboxView(session.Mailbox(name), readOnly);
        var keywords = view.Known.SelectMany(m => m.Flags).Where(f => !f.StartsWith('\\')).Distinct(StringComparer.OrdinalIgnoreCase);
        var flags = string.Join(' ', [SystemFlags, .. keywords]);
        var firstUnseen = view.Known.TakeWhile(m => m.Has("\\Seen")).Count() + 1;

        var writer = session.Writer;
        writer.Untagged($"FLAGS ({flags})");
        writer.Untagged(readOnly ? "OK [PERMANENTFLAGS ()] Nothing can be changed" : $"OK [PERMANENTFLAGS ({flags} \\*)] All are kept");
        writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"{view.Known.Count} EXISTS"));
        writer.Untagged("0 RECENT");
        if (firstUnseen <= view.Known.Count)
            writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"OK [UNSEEN {firstUnseen}] First unseen"));
        writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"OK [UIDVALIDITY {view.Mailbox.UidValidity}] UIDs hold"));
        writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"OK [UIDNEXT {view.UidNext}] Next UID"));
        session.Select(view);
        return Done("Selected", readOnly ? "READ-ONLY" : "READ-WRITE");
    }
}
