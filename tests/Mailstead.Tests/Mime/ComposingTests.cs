using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class ComposingTests
{
    private static readonly DateTimeOffset Date = new(2026, 3, 1, 9, 8, 7, TimeSpan.FromHours(-3.5));

    [Fact]
    public void A_plain_message_is_plain()
    {
        Text(Draft() with { To = [new("Bob", "bob@example.org"), new("", "c@example.org")], Subject = "Hello" }).ShouldBe(
            """
            Date: Sun, 01 Mar 2026 09:08:07 -0330
            From: "Ann B. Example" <ann@example.org>
            To: Bob <bob@example.org>, c@example.org
            Message-ID: <1@example.org>
            Subject: Hello
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            Hi there.

            """.ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void Text_html_image_and_files_take_their_places()
    {
        byte[] picture = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        var message = Parse(Draft() with
        {
            TextBody = "Grüße, 你好, שלום\n-- \nAnn",
            HtmlBody = "<p>Grüße <img src=\"cid:pic@x\"></p>",
            Attachments =
            [
                new("日本語の長い名前のファイル、とても長い.pdf", "application/pdf", picture),
                new("pic.png", "image/png", picture, "pic@x"),
                new("invite.ics", "text/calendar; method=REQUEST", "BEGIN:VCALENDAR"u8.ToArray()),
            ],
        });
        message.Defects.ShouldBeEmpty();
        message.Root.ContentType.MediaType.ShouldBe("multipart/mixed");
        message.TextBody!.DecodeText().ShouldBe("Grüße, 你好, שלום\r\n-- \r\nAnn\r\n");
        message.HtmlBody!.DecodeText().ShouldBe("<p>Grüße <img src=\"cid:pic@x\"></p>\r\n");
        message.InlineParts.Single().ContentId.ShouldBe("pic@x");
        message.InlineParts.Single().Decode().ShouldBe(picture);
        message.Attachments.Select(a => a.FileName).ShouldBe(["日本語の長い名前のファイル、とても長い.pdf", "invite.ics"]);
        message.Attachments[0].Decode().ShouldBe(picture);
        message.Attachments[1].ContentType.Parameters["method"].ShouldBe("REQUEST");
    }

    [Fact]
    public void A_message_is_attached_as_it_is_and_one_that_cannot_be_as_bytes()
    {
        var inner = "Subject: in\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"u8.ToArray();
        var attached = Parse(Draft() with { Attachments = [new("a.eml", "message/rfc822", inner)] }).Attachments.Single();
        attached.EmbeddedMessage!.Subject.ShouldBe("in");
        attached.Decode().ShouldBe(inner);
        byte[] eight = [.. inner, 0xE9];
        var bytes = Parse(Draft() with { Attachments = [new("a.eml", "message/rfc822", eight)] }).Attachments.Single();
        bytes.ContentType.MediaType.ShouldBe("application/octet-stream");
        bytes.FileName.ShouldBe("a.eml");
        bytes.Decode().ShouldBe(eight);
    }

    [Fact]
    public void A_domain_is_written_in_A_labels_and_a_local_part_in_UTF8_needs_SMTPUTF8()
    {
        var idn = Draft() with { To = [new("", "info@Bücher.example")] };
        Text(idn).ShouldContain("To: info@xn--bcher-kva.example\r\n");
        idn.NeedsSmtpUtf8.ShouldBeFalse();
        Parse(idn).To[0].Domain.ShouldBe("bücher.example");
        var eai = Draft() with { Cc = [new("Jürgen", "jürgen@example.org")] };
        eai.NeedsSmtpUtf8.ShouldBeTrue();
        Parse(eai).Cc.Single().ShouldBe(new MailAddress("Jürgen", "jürgen@example.org"));
    }

    [Fact]
    public void Bcc_is_written_in_a_draft_only()
    {
        var draft = Draft() with { Bcc = [new("", "secret@example.org")] };
        Text(draft).ShouldNotContain("secret");
        Text(draft).ShouldContain("To: undisclosed-recipients:;\r\n");
        Parse(draft with { KeepBcc = true }).Bcc.Single().Address.ShouldBe("secret@example.org");
    }

    [Fact]
    public void The_same_draft_gives_the_same_bytes_and_a_boundary_that_its_text_does_not_hold()
    {
        var draft = Draft() with { HtmlBody = "<p>" };
        var boundary = Parse(draft).Root.ContentType.Boundary!;
        MessageComposer.Compose(draft).ShouldBe(MessageComposer.Compose(draft));
        var hostile = Parse(draft with { TextBody = $"--{boundary}--\n--{boundary}\n\nevil" });
        hostile.Root.Children.Count.ShouldBe(2);
        hostile.TextBody!.DecodeText().ShouldBe($"--{boundary}--\r\n--{boundary}\r\n\r\nevil\r\n");
    }

    [Fact]
    public void No_value_can_end_its_line()
    {
        foreach (var c in (string[])["\r", "\n", "\0", "\r\nBcc: x@y.example", "\n\nbody"])
        {
            Refused(d => d with { Subject = $"a{c}b" }, "Subject");
            Refused(d => d with { From = new($"a{c}b", "a@b.c") }, "From");
            Refused(d => d with { To = [new("", $"a{c}b@c.example")] }, "To");
            Refused(d => d with { Cc = [new("x", $"a@c.example{c}")] }, "Cc");
            Refused(d => d with { ReplyTo = [new(c, "a@c.example")] }, "Reply-To");
            Refused(d => d with { Bcc = [new("", $"a{c}@c.example")], KeepBcc = true }, "Bcc");
            Refused(d => d with { MessageId = $"1{c}@x" }, "Message-ID");
            Refused(d => d with { InReplyTo = $"1{c}@x" }, "In-Reply-To");
            Refused(d => d with { References = ["ok@x", $"1{c}@x"] }, "References");
            Refused(d => d with { ExtraHeaders = [new("X-Ok", $"v{c}w")] }, "X-Ok");
            Refused(d => d with { ExtraHeaders = [new($"X{c}", "v")] }, "extra header");
            Refused(d => d with { Attachments = [new($"a{c}.txt", "text/plain", default)] }, "Attachment name");
            Refused(d => d with { Attachments = [new("a.txt", $"text/plain{c}", default)] }, "Attachment media type");
            Refused(d => d with { Attachments = [new("a.txt", "text/plain", default, $"x{c}")] }, "Attachment content id");
        }
    }

    [Fact]
    public void What_breaks_the_grammar_is_refused()
    {
        Refused(d => d with { To = [new("", "nobody")] }, "To");
        Refused(d => d with { To = [new("", "a@b.example, c@d.example")] }, "To");
        Refused(d => d with { To = [new("", "a@b.example>")] }, "To");
        Refused(d => d with { MessageId = "<1@x>" }, "Message-ID");
        Refused(d => d with { References = ["a b@x"] }, "References");
        Refused(d => d with { ExtraHeaders = [new("Bcc", "x@y.example")] }, "Bcc");
        Refused(d => d with { ExtraHeaders = [new("Content-Type", "text/html")] }, "Content-Type");
        Refused(d => d with { ExtraHeaders = [new("X Y", "v")] }, "extra header");
        Refused(d => d with { ExtraHeaders = [new("X:Y", "v")] }, "extra header");
        Refused(d => d with { Attachments = [new("a", "multipart/mixed", default)] }, "Attachment media type");
        Refused(d => d with { Attachments = [new("a", "nonsense", default)] }, "Attachment media type");
    }

    [Fact]
    public void What_is_composed_parses_to_itself() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Drafts.Any(Draft()).ToArbitrary(), draft =>
    {
        var bytes = MessageComposer.Compose(draft);
        var message = MimeMessage.Parse(bytes);
        message.Defects.ShouldBeEmpty();
        message.Subject.ShouldBe(draft.Subject);
        message.From.ShouldBe([draft.From]);
        message.To.ShouldBe(draft.To);
        message.Cc.ShouldBe(draft.Cc);
        message.Date.ShouldBe(draft.Date);
        message.MessageId.ShouldBe(draft.MessageId);
        message.References.ShouldBe(draft.References);
        message.TextBody!.DecodeText().ShouldBe(BodyEncoding.WithCrlf(draft.TextBody));
        message.HtmlBody?.DecodeText().ShouldBe(BodyEncoding.WithCrlf(draft.HtmlBody!));
        (message.HtmlBody is null).ShouldBe(draft.HtmlBody is null);
        message.Attachments.Select(a => a.FileName ?? "").ShouldBe(draft.Attachments.Select(a => a.FileName));
        message.Attachments.Select(a => Convert.ToHexString(a.Decode())).ShouldBe(draft.Attachments.Select(a => Convert.ToHexString(a.Content.Span)));
        IsClean(bytes);
    }));

    private static void IsClean(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldEndWith("\r\n");
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldAllBe(c => c != '\r' && c != '\n' && c != '\0' && c < 127);
        var lines = text.Split("\r\n");
        lines.ShouldAllBe(l => l.Length <= 998);
        // A line may be longer only when it is one word, an address, that nothing may cut.
        lines.TakeWhile(l => l.Length > 0).ShouldAllBe(l => l.Length <= 78 || l.TrimStart().Split(' ', StringSplitOptions.None).Length <= (l[0] == ' ' ? 1 : 2));
    }

    private static void Refused(Func<MessageDraft, MessageDraft> spoil, string field)
        => Should.Throw<FormatException>(() => MessageComposer.Compose(spoil(Draft()))).Message.ShouldContain(field);

    private static MessageDraft Draft() => new()
    {
        From = new("Ann B. Example", "ann@example.org"),
        TextBody = "Hi there.",
        Date = Date,
        MessageId = "1@example.org",
    };

    private static string Text(MessageDraft draft) => Encoding.UTF8.GetString(MessageComposer.Compose(draft));

    private static MimeMessage Parse(MessageDraft draft) => MimeMessage.Parse(MessageComposer.Compose(draft));
}
