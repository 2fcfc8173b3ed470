using System.Globalization;
using System.Text;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>APPEND of one message, with APPENDUID where UIDPLUS is announced.</summary>
internal sealed class AppendHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var name = session.MailboxName(arguments);
        arguments.Space();
        IReadOnlyList<string> flags = [];
        if (arguments.AtParenthesis)
        {
            flags = StoreHandler.CheckFlags(arguments.Flags());
            arguments.Space();
        }

        var date = session.Site.Time.GetLocalNow();
        if (arguments.Peek == '"')
        {
            date = ReadDate(Encoding.ASCII.GetString(arguments.StringBytes()));
            arguments.Space();
        }

        // RFC 6855 section 4.
        var wrapped = session.Utf8 && arguments.TryTake("UTF8 (");
        if (arguments.Peek is not ((byte)'{' or (byte)'~'))
            throw new BadCommandException("A message is a literal");
        var message = arguments.StringBytes();
        if (wrapped)
            arguments.Expect((byte)')');
        arguments.End();

        if (message.Length == 0)
            return ValueTask.FromResult(ImapReply.No("An empty message is none", "CANNOT"));
        var mailbox = session.Mailbox(name, codeWhenMissing: "TRYCREATE");
        var uid = session.Site.Store.Append(mailbox, message, date, flags);
        return Done("Appended", session.Site.Has("UIDPLUS") ? string.Create(CultureInfo.InvariantCulture, $"APPENDUID {mailbox.UidValidity} {uid}") : null);
    }

    // "17-Jul-1996 02:44:25 -0700"; the day may be padded by a space.
    private static DateTimeOffset ReadDate(string text) =>
        text.Length == 26 && DateTimeOffset.TryParseExact(text.TrimStart().Insert(text.TrimStart().Length - 2, ":"), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new BadCommandException("That is no date-time");
}
