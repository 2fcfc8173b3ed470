using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Composing;

/// <summary>
/// Writes a draft as RFC 5322 bytes: CRLF only, lines folded under 78, ASCII headers by encoded words and RFC 2231, text as UTF-8.
/// Only an address with a local-part that is not ASCII puts UTF-8 into a header (<see cref="MessageDraft.NeedsSmtpUtf8"/>).
/// The same draft gives the same bytes.
/// </summary>
public static class MessageComposer
{
    /// <summary>Fields that have their own place in a draft; an extra header may not say them again or otherwise.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Message-ID", "In-Reply-To", "References", "Subject", "MIME-Version",
        "Return-Path", "Received", "Resent-Bcc",
    };

    /// <exception cref="FormatException">A value carries CR, LF or NUL, an address cannot be written, a header name is not a token.</exception>
    public static byte[] Compose(MessageDraft draft)
    {
        var root = EntityTree.Of(draft);
        using var output = new MemoryStream(4096 + root.SelfAndDescendants().Sum(e => e.Bytes.Length + 512));
        var headers = new HeaderWriter(output);
        headers.Token("Date", MailDate.Format(draft.Date));
        headers.Addresses("From", [draft.From]);
        headers.Addresses("Reply-To", draft.ReplyTo);
        headers.Addresses("To", draft.To);
        headers.Addresses("Cc", draft.Cc);
        if (draft.KeepBcc) headers.Addresses("Bcc", draft.Bcc);
        // Some receivers drop a message that names nobody (RFC 5322 section 3.6.3 allows it).
        else if (draft.Bcc.Count > 0 && draft.To.Count == 0 && draft.Cc.Count == 0) headers.Token("To", "undisclosed-recipients:;");
        headers.Ids("Message-ID", [draft.MessageId]);
        if (draft.InReplyTo is { } parent) headers.Ids("In-Reply-To", [parent]);
        headers.Ids("References", draft.References);
        if (draft.Subject.Length > 0) headers.Unstructured("Subject", draft.Subject);
        foreach (var (name, value) in draft.ExtraHeaders)
        {
            RefuseName(name);
            headers.Extra(name, value);
        }
        headers.Token("MIME-Version", "1.0");
        EntityWriter.Write(output, root, draft.MessageId);
        return output.ToArray();
    }

    private static void RefuseName(string name)
    {
        if (name.Length is 0 or > 60 || name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || name.Contains(':', StringComparison.Ordinal))
            throw new FormatException("The name of an extra header must be 1 to 60 visible ASCII characters without a colon.");
        if (Own.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"{name} cannot be set as an extra header: the composer writes it.");
    }
}
