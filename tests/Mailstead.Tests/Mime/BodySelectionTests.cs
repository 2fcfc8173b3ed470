using System.Text;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class BodySelectionTests
{
    private const string Text = "text/plain", Html = "text/html";

    [Fact]
    public void The_example_of_RFC_8621_is_sorted_as_the_RFC_says()
    {
        // RFC 8621 section 4.1.4: A, B, C in related, D image, E quoted text, F html, G image, H image, I, J text, K message
        var message = Parse(Multi("mixed",
            Leaf("A", Text, "inline"),
            Multi("mixed",
                Multi("alternative",
                    Multi("mixed", Leaf("B", Text, "inline"), Leaf("C", "image/jpeg", "inline"), Leaf("D", Text, "inline")),
                    Multi("related", Leaf("E", Html), Leaf("F", "image/jpeg"))),
                Leaf("G", "image/jpeg", "attachment"), Leaf("H", "application/x-excel"), Leaf("J", "message/rfc822")),
            Leaf("K", Text, "inline")));
        Names(message.TextParts).ShouldBe("ABCDK");
        Names(message.HtmlParts).ShouldBe("AEK");
        Names(message.Attachments).ShouldBe("CFGHJ");
        message.Defects.ShouldBeEmpty();
    }

    [Fact]
    public void An_image_that_the_html_names_is_inline_and_no_attachment()
    {
        var message = Parse(Multi("mixed",
            Multi("alternative", Leaf("t", Text), Multi("related", Leaf("h", Html), Leaf("i", "image/png", "inline", "Content-ID: <i@x>\n"))),
            Leaf("f", "application/pdf", "attachment")));
        Name(message.TextBody).ShouldBe("t");
        Name(message.HtmlBody).ShouldBe("h");
        Names(message.InlineParts).ShouldBe("i");
        message.InlineParts[0].ContentId.ShouldBe("i@x");
        Names(message.Attachments).ShouldBe("f");
    }

    [Fact]
    public void A_text_that_is_attached_is_no_body()
    {
        var message = Parse(Multi("mixed", Leaf("a", Text, "attachment; filename=a.txt"), Leaf("b", Text), Leaf("c", "text/csv; name=c.csv"), Leaf("d", Text + "; name=d.txt")));
        Name(message.TextBody).ShouldBe("b");
        message.HtmlBody.ShouldBeNull();
        Names(message.Attachments).ShouldBe("acd");
        message.Attachments.Select(a => a.FileName).ShouldBe(["a.txt", "c.csv", "d.txt"]);
    }

    [Fact]
    public void An_attached_message_is_a_file_and_its_inside_is_no_body()
    {
        var message = Parse(Multi("mixed", Leaf("m", "message/rfc822", null, "", "Subject: inner\nContent-Type: text/plain\n\nsecret"), Leaf("t", Text)));
        Name(message.TextBody).ShouldBe("t");
        Names(message.Attachments).ShouldBe("m");
        message.Attachments[0].EmbeddedMessage!.TextBody!.DecodeText().ShouldBe("secret");
        message.AllParts().Count().ShouldBe(3);
    }

    [Fact]
    public void A_calendar_beside_its_text_is_listed()
    {
        var message = Parse(Multi("alternative", Leaf("t", Text), Leaf("h", Html), Leaf("c", "text/calendar; method=REQUEST")));
        Names(message.Attachments).ShouldBe("c");
    }

    [Fact]
    public void A_message_that_is_one_file_has_no_body()
    {
        var message = Parse(Leaf("p", "application/pdf; name=p.pdf"));
        message.TextBody.ShouldBeNull();
        message.Attachments.ShouldBe([message.Root]);
        Parse(Leaf("h", Html)).TextBody.ShouldBeNull();
        Name(Parse(Leaf("h", Html)).HtmlBody).ShouldBe("h");
        Name(MimeMessage.Parse("Subject: bare\r\n\r\nhello"u8.ToArray()).TextBody).ShouldBe("hello");
    }

    private static string Names(IEnumerable<MimePart> parts) => string.Concat(parts.Select(Name));

    private static string Name(MimePart? part) => part is null ? "-" : part.Headers.Get("X-Id") ?? part.DecodeText();

    private static string Leaf(string id, string type, string? disposition = null, string headers = "", string? body = null)
        => $"X-Id: {id}\nContent-Type: {type}\n{(disposition is null ? "" : $"Content-Disposition: {disposition}\n")}{headers}\n{body ?? id}";

    private static string Multi(string subtype, params string[] children)
    {
        var boundary = $"b{subtype}{children.Length}{string.Concat(children).Length}";
        return $"Content-Type: multipart/{subtype}; boundary={boundary}\n\n{string.Concat(children.Select(c => $"--{boundary}\n{c}\n"))}--{boundary}--";
    }

    private static MimeMessage Parse(string text) => MimeMessage.Parse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
}
