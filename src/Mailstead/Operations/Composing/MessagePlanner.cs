using System.Net;
using System.Security.Cryptography;
using Mailstead.Accounts;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;
using Mailstead.Operations.Reading;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations.Composing;

/// <summary>From a request, and the original it answers, to a planned message. Recipients, subject and threading of replies come from the original alone.</summary>
internal sealed class MessagePlanner(IAccountRegistry accounts, MessageLocator locator, MessageLoader loader, TimeProvider time)
{
    private const int SubjectLength = 900;

    public async Task<PlannedMessage> PlanAsync(ComposeMessageRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var mode = Arguments.OneOf("mode", request.Mode, "new", "reply", "reply_all", "forward");
        var isMarkdown = string.Equals(Arguments.OneOf("format", request.Format, "text", "markdown"), "markdown", StringComparison.Ordinal);
        var body = Arguments.Text("body", request.Body, OperationLimits.BodyLength);
        var subject = Arguments.Line("subject", request.Subject, SubjectLength);
        var accountName = Arguments.Line("account", request.Account);
        var isNew = string.Equals(mode, "new", StringComparison.Ordinal);
        if (isNew != string.IsNullOrEmpty(request.InReplyTo))
        {
            throw new CallerException(
                isNew ? "'in_reply_to' belongs to reply, reply_all and forward." : $"'in_reply_to' is missing: the message id to {mode.Replace('_', ' ')} to.",
                remedy: "Set 'mode' and 'in_reply_to' together.");
        }

        var original = isNew ? null : await loader.LoadAsync(await locator.LocateAsync(request.InReplyTo!, accountName, cancellationToken), context, cancellationToken);
        var account = original?.Located.Account ?? accounts.Find(accountName);
        var from = new MailAddress(account.DisplayName, account.Address);
        string[] own = [account.Address, .. account.Aliases];
        var isForward = string.Equals(mode, "forward", StringComparison.Ordinal);
        var reply = original is null ? null
            : isForward ? ReplyPlan.Forward(original.Message)
            : ReplyPlan.Reply(original.Message, own, all: string.Equals(mode, "reply_all", StringComparison.Ordinal));
        var recipients = new Recipients();
        recipients.Add(RecipientField.To, reply?.To ?? []);
        recipients.Add(RecipientField.To, request.To);
        recipients.Add(RecipientField.Cc, reply?.Cc ?? []);
        recipients.Add(RecipientField.Cc, request.Cc);
        recipients.Add(RecipientField.Bcc, request.Bcc);
        if (request.Send && recipients.Envelope.Count == 0)
        {
            throw new CallerException("The message has no recipients.", remedy: "Give 'to', or send: false for a draft.");
        }

        var quote = original is null ? "" : isForward ? OriginalText.Forwarded(original) : OriginalText.Quoted(original);
        return new(account, from, recipients, subject ?? reply?.Subject ?? "", body + quote, isMarkdown ? Html(body, quote) : null)
        {
            InReplyTo = reply?.InReplyTo,
            References = reply?.References ?? [],
            Original = original?.Located,
            IsForward = isForward,
            Attachments = await AttachmentsAsync(request, account, isForward ? original : null, cancellationToken),
            LocalFiles = Arguments.Lines("local_files", request.LocalFiles, OperationLimits.Attachments),
            MessageId = NewMessageId(from),
            Date = time.GetLocalNow(),
        };
    }

    private async Task<IReadOnlyList<AttachmentSource>> AttachmentsAsync(ComposeMessageRequest request, Account account, LoadedMessage? forwarded, CancellationToken cancellationToken)
    {
        var sources = new List<AttachmentSource>();
        if (forwarded is not null)
        {
            sources.AddRange(forwarded.Parts.Attachments.Select(p => new AttachmentSource(forwarded.Located, p.Section)));
        }

        foreach (var text in Arguments.Lines("attachments", request.Attachments, OperationLimits.Attachments))
        {
            var (id, part) = AttachmentSource.Split(text);
            sources.Add(new(await locator.LocateAsync(id, account.Id.Value, cancellationToken), part));
        }

        return sources.Count + request.LocalFiles.Count <= OperationLimits.Attachments
            ? sources
            : throw new CallerException($"The message would have more than {OperationLimits.Attachments} attachments.", ErrorCodes.LimitExceeded);
    }

    private static string Html(string body, string quote) =>
        quote.Length == 0 ? MarkdownHtml.Of(body) : $"{MarkdownHtml.Of(body)}<div style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(quote)}</div>\n";

    /// <summary>RFC 5322 section 3.6.4: unique for ever, and telling nothing of this machine.</summary>
    private static string NewMessageId(MailAddress from) =>
        $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{DomainName.TryParse(from.Domain)?.Ascii ?? "mailstead.invalid"}";
}
