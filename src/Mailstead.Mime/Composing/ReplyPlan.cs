using System.Globalization;
using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Composing;

/// <summary>Recipients, subject and threading headers of an answer, derived from the original alone (RFC 5322 section 3.6.4).</summary>
public sealed record ReplyPlan(
    IReadOnlyList<MailAddress> To,
    IReadOnlyList<MailAddress> Cc,
    string Subject,
    string? InReplyTo,
    IReadOnlyList<string> References)
{
    /// <summary>Ids kept of a long thread: the first, and the newest. Enough to thread by, short enough to send.</summary>
    private const int MaxReferences = 40;

    /// <summary>
    /// To whom: Reply-To, else From. With <paramref name="all"/> the original's To and Cc are Cc. An address appears once;
    /// one that SMTP cannot carry is left out.
    /// </summary>
    /// <param name="own">The owner's addresses: never a recipient of a reply-all; replying to one's own mail goes to its recipients.</param>
    public static ReplyPlan Reply(MimeMessage original, IReadOnlyCollection<string> own, bool all)
    {
        var mine = own.Select(Key).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<MailAddress> to, cc = [];
        if (original.From.Count > 0 && original.From.All(a => mine.Contains(Key(a.Address))))
        {
            // A follow-up to what the owner wrote.
            to = Pick(original.To, seen, mine);
            if (all) cc = Pick(original.Cc, seen, mine);
            if (to.Count == 0 && cc.Count == 0) to = Pick(original.From, seen, []);
        }
        else
        {
            var answerTo = original.ReplyTo.Count > 0 ? original.ReplyTo : original.From.Count > 0 ? original.From : original.Sender;
            to = Pick(answerTo, seen, all ? mine : []);
            if (to.Count == 0) to = Pick(original.From, seen, []);
            if (all) cc = Pick(original.To.Concat(original.Cc), seen, mine);
        }
        var id = Writable(original.MessageId);
        return new ReplyPlan(to, cc, SubjectPrefix.Reply(original.Subject), id, Thread(original, id));
    }

    /// <summary>No recipients, and no In-Reply-To: a forward answers nobody. References keep it beside the original for its sender.</summary>
    public static ReplyPlan Forward(MimeMessage original)
        => new([], [], SubjectPrefix.Forward(original.Subject), null, Thread(original, Writable(original.MessageId)));

    /// <summary>"On DATE, NAME wrote:" and the text with "> " before each line, for the foot of a reply.</summary>
    public static string Quote(MimeMessage original, string text)
    {
        var author = original.From.Count == 0 ? "someone" : original.From[0].DisplayName is { Length: > 0 } name ? name : original.From[0].Address;
        var quote = new StringBuilder();
        if (original.Date is { } date)
        {
            var sign = date.Offset < TimeSpan.Zero ? '-' : '+';
            quote.Append(CultureInfo.InvariantCulture, $"On {date:ddd, d MMM yyyy 'at' HH:mm} {sign}{date.Offset:hhmm}, {author} wrote:\n");
        }
        else quote.Append(CultureInfo.InvariantCulture, $"{author} wrote:\n");
        foreach (var line in text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n'))
            quote.Append(line.Length == 0 || line[0] == '>' ? ">" : "> ").Append(line).Append('\n');
        return quote.ToString();
    }

    private static List<MailAddress> Pick(IEnumerable<MailAddress> from, HashSet<string> seen, HashSet<string> never)
        => [.. from.Where(a => AddressSyntax.Problem(a.Address) is null && !never.Contains(Key(a.Address)) && seen.Add(Key(a.Address)))];

    /// <summary>RFC 5321 lets local-parts differ by case; no mailbox in use does.</summary>
    private static string Key(string address) 
    {
        var lower = new MailAddress("", address.ToLowerInvariant());
        return $"{lower.LocalPart}@{lower.Domain}";
    }

    private static string? Writable(string? id) => id is not null && MessageIds.IsWritable(id) ? id : null;

    private static List<string> Thread(MimeMessage original, string? id)
    {
        IEnumerable<string> before = original.References;
        if (original.References.Count == 0 && original.InReplyTo is { } parent) before = [parent];
        var thread = before.Where(MessageIds.IsWritable).ToList();
        if (id is not null)
        {
            thread.Remove(id);
            thread.Add(id);
        }
        if (thread.Count > MaxReferences) thread.RemoveRange(1, thread.Count - MaxReferences);
        return thread;
    }
}
