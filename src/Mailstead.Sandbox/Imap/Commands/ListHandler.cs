using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class ListHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        var request = ListRequest.Read(session, arguments);
        if (request.Patterns is [""])
        {
            session.Writer.Untagged("LIST (\\Noselect) \"/\" \"\"");
            return Done();
        }

        var subscribed = session.Site.Store.Subscribed();
        foreach (var mailbox in session.Site.Store.All().Where(m => request.Patterns.Any(p => Matches(m.Name, request.Reference + p))))
        {
            if ((request.OnlySubscribed && !subscribed.Contains(mailbox.Name)) || (request.OnlySpecialUse && mailbox.SpecialUse is null))
                continue;
            var attributes = Attributes(session, mailbox, request.ShowSubscribed && subscribed.Contains(mailbox.Name));
            Write(session, "LIST", mailbox.Name, attributes);
            if (request.StatusItems is { } items)
                StatusItems.Write(session, mailbox, items);
        }

        return Done();
    }

    public static void Write(ImapSession session, string response, string name, IEnumerable<string> attributes)
    {
        session.Writer.Raw($"* {response} ({string.Join(' ', attributes)}) \"{MailStore.Delimiter}\" ");
        session.Writer.NString(MailboxNameCodec.Encode(name, session.Utf8));
        session.Writer.Raw("\r\n");
    }

    /// <summary>"*" matches all, "%" all but the delimiter. INBOX has no case.</summary>
    public static bool Matches(string name, string pattern)
    {
        if (name == MailStore.Inbox)
            pattern = pattern.ToUpperInvariant();

        // reached[i]: the pattern so far matches the first i characters of the name.
        var reached = new bool[name.Length + 1];
        reached[0] = true;
        foreach (var wanted in pattern)
        {
            if (wanted is '*' or '%')
            {
                for (var i = 0; i < name.Length; i++)
                    reached[i + 1] |= reached[i] && (wanted == '*' || name[i] != MailStore.Delimiter);
            }
            else
            {
                for (var i = name.Length; i > 0; i--)
                    reached[i] = reached[i - 1] && name[i - 1] == wanted;
                reached[0] = false;
            }
        }

        return reached[^1];
    }

    private static IEnumerable<string> Attributes(ImapSession session, Mailbox mailbox, bool subscribed)
    {
        if (session.Site.Has("CHILDREN"))
            yield return session.Site.Store.HasChildren(mailbox.Name) ? "\\HasChildren" : "\\HasNoChildren";
        if (mailbox.SpecialUse is { } use && session.Site.Has("SPECIAL-USE"))
            yield return use;
        if (subscribed)
            yield return "\\Subscribed";
    }
}
