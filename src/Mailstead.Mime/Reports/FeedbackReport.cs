using System.Globalization;
using System.Net;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Reports;

/// <summary>A complaint in the Abuse Reporting Format (RFC 5965). It is a claim like any mail: anyone can send one.</summary>
/// <param name="FeedbackType">In lower case: abuse, fraud, virus, not-spam, auth-failure, other, or what the report says; may be empty.</param>
/// <param name="Incidents">One when the report does not say.</param>
/// <param name="ReportedUris">Untrusted and by their nature dangerous.</param>
public sealed record FeedbackReport(
    string FeedbackType, string? UserAgent, string? Version, string? OriginalEnvelopeId, string? OriginalMailFrom, IReadOnlyList<string> OriginalRecipients,
    DateTimeOffset? Arrival, TypedValue? ReportingMta, IPAddress? SourceIp, long Incidents, IReadOnlyList<string> ReportedDomains, IReadOnlyList<string> ReportedUris)
{
    /// <summary>Null for a part that is no message/feedback-report.</summary>
    public static FeedbackReport? Of(MimePart part)
    {
        if (part.ContentType.MediaType is not "message/feedback-report") return null;
        var fields = FieldGroups.Read(part, max: 1) is [var only, ..] ? only : HeaderList.Empty;
        return new(
            fields.Keyword("Feedback-Type"), fields.Text("User-Agent"), fields.Text("Version"), fields.Text("Original-Envelope-Id"),
            fields.Text("Original-Mail-From")?.Trim('<', '>'), [.. fields.Texts("Original-Rcpt-To").Select(a => a.Trim('<', '>'))],
            fields.Date("Arrival-Date") ?? fields.Date("Received-Date"), fields.Typed("Reporting-MTA"),
            IPAddress.TryParse(fields.Keyword("Source-IP"), out var ip) ? ip : null,
            long.TryParse(fields.Keyword("Incidents"), NumberStyles.None, CultureInfo.InvariantCulture, out var incidents) && incidents > 0 ? incidents : 1,
            fields.Texts("Reported-Domain"), fields.Texts("Reported-URI"));
    }
}
