using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Reports;

/// <summary>A delivery status notification (RFC 3464, in UTF-8 RFC 6533). It is a claim like any mail: anyone can send one.</summary>
/// <param name="Recipients">At most as many as <see cref="MimeLimits.MaxAddresses"/>.</param>
public sealed record DeliveryStatus(
    TypedValue? ReportingMta, string? OriginalEnvelopeId, TypedValue? DsnGateway, TypedValue? ReceivedFromMta, DateTimeOffset? Arrival,
    IReadOnlyList<RecipientStatus> Recipients)
{
    /// <summary>Null for a part that is no message/delivery-status.</summary>
    public static DeliveryStatus? Of(MimePart part)
    {
        if (part.ContentType.MediaType is not ("message/delivery-status" or "message/global-delivery-status")) return null;
        var groups = FieldGroups.Read(part, part.Source.Limits.MaxAddresses + 1);
        // QUIRK(several): RFC 3464 section 2.1 wants the fields of the message first; some reports have only those of a recipient.
        var hasMessage = groups is [var first, ..] && !IsRecipient(first);
        var message = hasMessage ? groups[0] : HeaderList.Empty;
        return new(
            message.Typed("Reporting-MTA"), message.Text("Original-Envelope-Id"), message.Typed("DSN-Gateway"), message.Typed("Received-From-MTA"),
            message.Date("Arrival-Date"), [.. groups.Skip(hasMessage ? 1 : 0).Where(IsRecipient).Take(part.Source.Limits.MaxAddresses).Select(RecipientStatus.Of)]);
    }

    private static bool IsRecipient(HeaderList fields)
        => fields.Find("Final-Recipient") is not null || fields.Find("Original-Recipient") is not null || fields.Find("Action") is not null;
}
