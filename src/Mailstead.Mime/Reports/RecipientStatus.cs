using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Reports;

/// <summary>What became of the message for one recipient (RFC 3464 section 2.3).</summary>
/// <param name="Diagnostic">What the far server said, as a rule with type smtp.</param>
public sealed record RecipientStatus(
    TypedValue? FinalRecipient, TypedValue? OriginalRecipient, DeliveryAction Action, EnhancedStatus? Status, TypedValue? Diagnostic,
    TypedValue? RemoteMta, string? FinalLogId, DateTimeOffset? LastAttempt, DateTimeOffset? WillRetryUntil)
{
    internal static RecipientStatus Of(HeaderList fields) => new(
        fields.Typed("Final-Recipient"), fields.Typed("Original-Recipient"),
        fields.Keyword("Action") switch
        {
            "failed" => DeliveryAction.Failed,
            "delayed" => DeliveryAction.Delayed,
            "delivered" => DeliveryAction.Delivered,
            "relayed" => DeliveryAction.Relayed,
            "expanded" => DeliveryAction.Expanded,
            _ => DeliveryAction.Unknown,
        },
        EnhancedStatus.TryParse(fields.Keyword("Status"), out var status) ? status : null,
        fields.Typed("Diagnostic-Code"), fields.Typed("Remote-MTA"), fields.Text("Final-Log-ID"),
        fields.Date("Last-Attempt-Date"), fields.Date("Will-Retry-Until"));
}
