using System.Globalization;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>COPY and UID COPY, with COPYUID where UIDPLUS is announced.</summary>
internal sealed class CopyHandler(bool byUid) : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        var (_, copyUid) = Copy(session, arguments, byUid);
        return Done("Copied", copyUid);
    }

    /// <summary>Reads the arguments of COPY or MOVE and copies.</summary>
    /// <returns>The UIDs copied, and the COPYUID code when there is one to give.</returns>
    public static (IReadOnlyList<uint> Originals, string? CopyUid) Copy(ImapSession session, CommandText arguments, bool byUid)
    {
        arguments.Space();
        var set = arguments.SequenceSet();
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.End();
        var target = session.Mailbox(name, codeWhenMissing: "TRYCREATE");

        var view = session.Selected;
        var present = view.Mailbox.Snapshot().Messages.Select(m => m.Uid).ToHashSet();
        IReadOnlyList<StoredMessage> originals = [.. view.Pick(set, byUid).Select(p => p.Message).Where(m => present.Contains(m.Uid))];
        var copies = session.Site.Store.Copy(target, originals);
        IReadOnlyList<uint> uids = [.. originals.Select(m => m.Uid)];
        return (uids, uids.Count == 0 || !session.Site.Has("UIDPLUS")
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"COPYUID {target.UidValidity} {SequenceSet.Write(uids)} {SequenceSet.Write(copies)}"));
    }
}
