using Mailstead.Mime.Addresses;

namespace Mailstead.Mime.Composing;

/// <summary>All that goes into a new message. <see cref="MessageComposer"/> refuses what cannot be written safely.</summary>
public sealed record MessageDraft
{
    public required MailAddress From { get; init; }
    public IReadOnlyList<MailAddress> To { get; init; } = [];
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Written as a Bcc header only when <see cref="KeepBcc"/> (a draft); never in what goes to SMTP.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];
    public bool KeepBcc { get; init; }
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];
    public string Subject { get; init; } = "";
    public required string TextBody { get; init; }

    /// <summary>When set the body is multipart/alternative.</summary>
    public string? HtmlBody { get; init; }
    public IReadOnlyList<DraftAttachment> Attachments { get; init; } = [];
    public required DateTimeOffset Date { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string MessageId { get; init; }
    public string? InReplyTo { get; init; }
    public IReadOnlyList<string> References { get; init; } = [];
    public IReadOnlyList<KeyValuePair<string, string>> ExtraHeaders { get; init; } = [];

    /// <summary>Some address can only travel by SMTPUTF8 (RFC 6531): its local-part is not ASCII.</summary>
    public bool NeedsSmtpUtf8 => To.Concat(Cc).Concat(Bcc).Concat(ReplyTo).Append(From).Any(a => a.NeedsSmtpUtf8);
}
