using System.Net;
using System.Text;
using Mailstead.Mime.Parsing;
using Mailstead.Mime.Reports;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class ReportTests
{
    [Fact]
    public void A_bounce_tells_each_recipient()
    {
        var report = Report("dsn-two-recipients.eml", DeliveryStatus.Of);
        report.ReportingMta.ShouldBe(new TypedValue("dns", "mx.example.org"));
        report.OriginalEnvelopeId.ShouldBe("QQ314159");
        report.ReceivedFromMta.ShouldBe(new TypedValue("dns", "client.example.net"));
        report.Arrival.ShouldBe(new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(1)));
        report.Recipients.Count.ShouldBe(2);

        var gone = report.Recipients[0];
        gone.FinalRecipient!.Value.Address.ShouldBe("gone@example.com");
        gone.OriginalRecipient.ShouldBe(new TypedValue("rfc822", "Gone@example.com"));
        (gone.Action, gone.Status, gone.Status!.Value.IsPermanent).ShouldBe((DeliveryAction.Failed, new EnhancedStatus(5, 1, 1), true));
        gone.Diagnostic.ShouldBe(new TypedValue("smtp", "550 5.1.1 <gone@example.com>: no such user (here; or anywhere)"));
        gone.RemoteMta.ShouldBe(new TypedValue("dns", "mail.example.com"));

        var slow = report.Recipients[1];
        (slow.Action, slow.Status.ToString()).ShouldBe((DeliveryAction.Delayed, "4.4.1"));
        slow.WillRetryUntil.ShouldBe(new DateTimeOffset(2026, 3, 7, 8, 15, 0, TimeSpan.FromHours(1)));
        slow.LastAttempt.ShouldBe(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1)));
        slow.Diagnostic.ShouldBeNull();
    }

    [Theory]
    [InlineData("Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.0.0 (unknown)\r\n", 1, "5.0.0")]
    [InlineData("Reporting-MTA: dns; x\r\n\r\n\r\n\r\nAction: FAILED (really)\r\nStatus: 5.1\r\n", 1, null)]
    [InlineData("Reporting-MTA: dns; x\n\nOriginal-Recipient: a@example.org\nAction: failed\nStatus: 5.1.10\n\n", 1, "5.1.10")]
    [InlineData("Reporting-MTA: dns; x\r\n\r\nX-Noise: y\r\n", 0, null)]
    [InlineData("", 0, null)]
    [InlineData("\r\n\r\n: \r\nno field", 0, null)]
    public void A_bounce_that_bends_the_rules_is_read_for_what_it_holds(string body, int recipients, string? status)
    {
        var report = DeliveryStatus.Of(Part("message/delivery-status", body))!;
        report.Recipients.Count.ShouldBe(recipients);
        report.Recipients.Select(r => r.Status?.ToString()).FirstOrDefault().ShouldBe(status);
        report.Recipients.ShouldAllBe(r => r.Action == DeliveryAction.Failed);
    }

    [Theory]
    [InlineData("550 5.1.1 no; really", "", "550 5.1.1 no; really")]
    [InlineData("X-Postfix; host not found", "x-postfix", "host not found")]
    [InlineData("<a@example.org>", "", "<a@example.org>")]
    public void A_value_without_a_type_is_kept_whole(string text, string type, string value)
        => DeliveryStatus.Of(Part("message/delivery-status", $"Action: failed\r\nDiagnostic-Code: {text}\r\n"))!.Recipients[0].Diagnostic.ShouldBe(new TypedValue(type, value));

    [Theory]
    [InlineData("2.0.0", true)]
    [InlineData("4.7.999 text", true)]
    [InlineData("3.0.0", false)]
    [InlineData("5.1.1000", false)]
    [InlineData("5.1.1.1", false)]
    [InlineData("5..1", false)]
    [InlineData("5.1.-1", false)]
    [InlineData("", false)]
    public void A_status_code_has_three_numbers(string text, bool good) => EnhancedStatus.TryParse(text, out _).ShouldBe(good);

    [Fact]
    public void Recipients_past_the_limit_are_not_read()
    {
        var body = string.Concat(Enumerable.Repeat("Action: failed\r\n\r\n", 50));
        var part = MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n{body}"), new MimeLimits { MaxAddresses = 7 }).Root;
        DeliveryStatus.Of(part)!.Recipients.Count.ShouldBe(7);
    }

    [Fact]
    public void A_read_receipt_tells_what_was_done_and_by_whom()
    {
        var report = Report("mdn-displayed.eml", DispositionNotification.Of);
        report.ReportingUserAgent.ShouldBe("joes-pc.example.org; Foomail 97.1");
        report.FinalRecipient!.Value.Address.ShouldBe("joe@example.org");
        report.OriginalMessageId.ShouldBe("199509192301.23456@example.net");
        (report.Type, report.AutomaticAction, report.SentAutomatically).ShouldBe((DispositionType.Displayed, false, false));
        report.Modifiers.ShouldBeEmpty();
        report.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("automatic-action/MDN-sent-automatically; deleted", DispositionType.Deleted, true, true, "")]
    [InlineData("Automatic-Action/mdn-sent-manually;processed/ERROR, x", DispositionType.Processed, true, false, "error|x")]
    [InlineData("manual-action; exploded", DispositionType.Unknown, false, false, "")]
    [InlineData("", DispositionType.Unknown, false, false, "")]
    public void A_disposition_is_taken_apart(string text, DispositionType type, bool automatic, bool sent, string modifiers)
    {
        var report = DispositionNotification.Of(Part("message/disposition-notification", $"Disposition: {text}\r\nError: odd\r\n"))!;
        (report.Type, report.AutomaticAction, report.SentAutomatically, string.Join('|', report.Modifiers)).ShouldBe((type, automatic, sent, modifiers));
        report.Errors.ShouldBe(["odd"]);
    }

    [Fact]
    public void A_complaint_tells_what_was_reported()
    {
        var report = Report("arf-abuse.eml", FeedbackReport.Of);
        (report.FeedbackType, report.Version, report.OriginalMailFrom).ShouldBe(("abuse", "1", "somespammer@example.net"));
        report.OriginalRecipients.ShouldBe(["user@example.com", "other@example.com"]);
        report.SourceIp.ShouldBe(IPAddress.Parse("192.0.2.1"));
        report.Incidents.ShouldBe(3);
        report.ReportedDomains.ShouldBe(["example.net"]);
        report.ReportedUris.ShouldBe(["http://example.net/earn_money.html", "mailto:user@example.com"]);
        report.Arrival.ShouldBe(new DateTimeOffset(2026, 3, 8, 14, 0, 0, TimeSpan.FromHours(-5)));
    }

    [Fact]
    public void A_report_in_base64_is_read_too()
        => FeedbackReport.Of(MimeMessage.Parse(Encoding.ASCII.GetBytes(
            $"Content-Type: message/feedback-report\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String("Feedback-Type: Fraud\r\nIncidents: -1\r\nSource-IP: nowhere\r\n"u8)}")).Root)!
            .ShouldSatisfyAllConditions(r => r.FeedbackType.ShouldBe("fraud"), r => r.Incidents.ShouldBe(1), r => r.SourceIp.ShouldBeNull());

    [Fact]
    public void Other_parts_are_no_reports()
    {
        var part = Part("text/plain", "Action: failed\r\n");
        DeliveryStatus.Of(part).ShouldBeNull();
        DispositionNotification.Of(part).ShouldBeNull();
        FeedbackReport.Of(part).ShouldBeNull();
    }

    private static T Report<T>(string file, Func<MimePart, T?> read) where T : class
        => MimeMessage.Parse(File.ReadAllBytes(Corpus.Path("reports", file))).AllParts().Select(read).Single(r => r is not null)!;

    private static MimePart Part(string type, string body) => MimeMessage.Parse(Encoding.UTF8.GetBytes($"Content-Type: {type}\r\n\r\n{body}")).Root;
}
