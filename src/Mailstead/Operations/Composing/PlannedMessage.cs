using Mailstead.Accounts;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;

namespace Mailstead.Operations.Composing;

/// <summary>A message before it is written: all that was derived from the request and the original, once.</summary>
internal sealed record PlannedMessage(Account Account, MailAddress From, Recipients Recipients, string Subject, string TextBody, string? HtmlBody)
{
    public string? InReplyTo { get; init; }
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The message that is answered or forwarded.</summary>
    public LocatedMessage? Original { get; init; }
    public bool IsForward { get; init; }
    public IReadOnlyList<AttachmentSource> Attachments { get; init; } = [];
    public IReadOnlyList<string> LocalFiles { get; init; } = [];

    /// <summary>Without angle brackets; fixed here for every copy of the message.</summary>
    public required string MessageId { get; init; }
    public required DateTimeOffset Date { get; init; }

    /// <param name="keepBcc">For the owner's own copies, never for what goes out.</param>
    public MessageDraft Draft(IReadOnlyList<DraftAttachment> attachments, bool keepBcc) => new()
    {
        From = From,
        To = Recipients.To,
        Cc = Recipients.Cc,
        Bcc = Recipients.Bcc,
        KeepBcc = keepBcc,
        Subject = Subject,
        TextBody = TextBody,
        HtmlBody = HtmlBody,
        Attachments = attachments,
        Date = Date,
        MessageId = MessageId,
        InReplyTo = InReplyTo,
        References = References,
    };
}
