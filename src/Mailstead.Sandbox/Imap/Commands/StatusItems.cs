using System.Globalization;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>The items of STATUS and of LIST RETURN (STATUS (...)).</summary>
internal static class StatusItems
{
    public static IReadOnlyList<string> Read(CommandText arguments) => arguments.List(() => arguments.Keyword() switch
    {
        var known and ("MESSAGES" or "RECENT" or "UIDNEXT" or "UIDVALIDITY" or "UNSEEN" or "DELETED") => known,
        var other => throw new BadCommandException($"No such status item: {other}"),
    });

    public static void Write(ImapSession session, Mailbox mailbox, IReadOnlyList<string> items)
    {
        var now = mailbox.Snapshot();
        var values = items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item} {Value(item, mailbox, now)}"));
        session.Writer.Raw("* STATUS ");
        session.Writer.NString(MailboxNameCodec.Encode(mailbox.Name, session.Utf8));
        session.Writer.Raw($" ({string.Join(' ', values)})\r\n");
    }

    private static long Value(string item, Mailbox mailbox, MailboxSnapshot now) => item switch
    {
        "MESSAGES" => now.Messages.Count,
        "RECENT" => 0,
        "UIDNEXT" => now.UidNext,
        "UIDVALIDITY" => mailbox.UidValidity,
        "DELETED" => now.Messages.Count(m => m.Has("\\Deleted")),
        _ => now.Messages.Count(m => !m.Has("\\Seen")),
    };
}
