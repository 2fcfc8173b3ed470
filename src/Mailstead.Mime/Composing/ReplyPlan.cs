using Mailstead.Mime.Addresses;
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
    /// <param name="own">The owner's addresses: never a recipient of a reply-all; replying to one's own mail goes to its recipients.</param>
    public static ReplyPlan Reply(MimeMessage original, IReadOnlyCollection<string> own, bool all) => throw new NotImplementedException();
    public static ReplyPlan Forward(MimeMessage original) => throw new NotImplementedException();

    /// <summary>"On DATE, NAME wrote:" and the text with "> " before each line, for the foot of a reply.</summary>
    public static string Quote(MimeMessage original, string text) => throw new NotImplementedException();
}
