using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Reports;

/// <summary>A message disposition notification, the "read receipt" of RFC 8098. It is a claim like any mail: anyone can send one.</summary>
/// <param name="OriginalMessageId">Without angle brackets.</param>
/// <param name="AutomaticAction">The action was a program's, not a person's.</param>
/// <param name="SentAutomatically">Nobody was asked whether to send this.</param>
/// <param name="Modifiers">In lower case: error, or an extension.</param>
/// <param name="Errors">The texts of Error and Failure fields.</param>
public sealed record DispositionNotification(
    string? ReportingUserAgent, TypedValue? Gateway, TypedValue? OriginalRecipient, TypedValue? FinalRecipient, string? OriginalMessageId,
    DispositionType Type, bool AutomaticAction, bool SentAutomatically, IReadOnlyList<string> Modifiers, IReadOnlyList<string> Errors)
{
    /// <summary>Null for a part that is no message/disposition-notification.</summary>
    public static DispositionNotification? Of(MimePart part)
    {
        if (part.ContentType.MediaType is not ("message/disposition-notification" or "message/global-disposition-notification")) return null;
        var fields = FieldGroups.Read(part, max: 1) is [var only, ..] ? only : HeaderList.Empty;
        // "manual-action/MDN-sent-manually; displayed/error,x"
        var (mode, outcome) = SplitAt(fields.Keyword("Disposition"), ';');
        var (action, sending) = SplitAt(mode, '/');
        var (type, modifiers) = SplitAt(outcome, '/');
        return new(
            fields.Text("Reporting-UA"), fields.Typed("MDN-Gateway"), fields.Typed("Original-Recipient"), fields.Typed("Final-Recipient"),
            fields.Find("Original-Message-ID") is { } id ? MessageIds.First(id.UndecodedValue) : null,
            type switch
            {
                "displayed" => DispositionType.Displayed,
                "deleted" => DispositionType.Deleted,
                "dispatched" => DispositionType.Dispatched,
                "processed" => DispositionType.Processed,
                "denied" => DispositionType.Denied,
                "failed" => DispositionType.Failed,
                _ => DispositionType.Unknown,
            },
            action is "automatic-action", sending is "mdn-sent-automatically",
            modifiers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            [.. fields.Texts("Error"), .. fields.Texts("Failure")]);
    }

    private static (string Before, string After) SplitAt(string text, char separator)
        => text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : (text.Trim(), "");
}
