using System.Text;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class StructureTests
{
    [Fact]
    public void Sections_are_those_of_the_example_in_RFC_9051()
    {
        // RFC 9051 section 6.4.5: HEADER, TEXT, 1 TEXT/PLAIN, 2 APPLICATION/OCTET-STREAM, 3 MESSAGE/RFC822, 3.1, 3.2, 4 MULTIPART/MIXED, 4.1 IMAGE, 4.2 MESSAGE/RFC822, 4.2.1, 4.2.2 ALTERNATIVE, 4.2.2.1, 4.2.2.2
        var message = Parse(
            """
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: text/plain

            1
            --a
            Content-Type: application/octet-stream

            2
            --a
            Content-Type: message/rfc822

            Subject: three
            Content-Type: multipart/mixed; boundary=b

            --b

            3.1
            --b
            Content-Type: application/octet-stream

            3.2
            --b--
            --a
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: image/gif

            4.1
            --c
            Content-Type: message/rfc822

            Content-Type: multipart/mixed; boundary=d

            --d
            Content-Type: text/plain

            4.2.1
            --d
            Content-Type: multipart/alternative; boundary=e

            --e
            Content-Type: text/plain

            4.2.2.1
            --e
            Content-Type: text/richtext

            4.2.2.2
            --e--
            --d--
            --c--
            --a--
            """);
        message.Defects.ShouldBeEmpty();
        foreach (var section in (string[])["1", "2", "3.1", "3.2", "4.1", "4.2.1", "4.2.2.1", "4.2.2.2"])
        {
            var part = message.FindPart(section)!;
            part.Section.ShouldBe(section);
            part.BodySection.ShouldBe(section);
            Ascii(part.RawBody).ShouldBe(section);
        }
        message.Root.Section.ShouldBe("");
        message.Root.BodySection.ShouldBe("TEXT");
        message.Root.HeaderSection.ShouldBe("HEADER");
        message.FindPart("3")!.ContentType.MediaType.ShouldBe("message/rfc822");
        message.FindPart("3")!.HeaderSection.ShouldBe("3.MIME");
        var inside = message.FindPart("3")!.EmbeddedMessage!;
        inside.Subject.ShouldBe("three");
        inside.Root.Section.ShouldBe("3");
        inside.Root.BodySection.ShouldBe("3.TEXT");
        inside.Root.HeaderSection.ShouldBe("3.HEADER");
        inside.Raw.Length.ShouldBe(message.FindPart("3")!.BodyLength);
        message.FindPart("4.2.2")!.ContentType.Subtype.ShouldBe("alternative");
        foreach (var none in (string[])["5", "1.1", "0", "3.3", "4.2.2.3", "x", "1.", "3.1.1"]) message.FindPart(none).ShouldBeNull(none);
    }

    [Fact]
    public void The_body_of_a_message_that_is_not_multipart_is_section_1()
    {
        var message = Parse("Content-Type: application/pdf\n\nx");
        message.Root.Section.ShouldBe("");
        message.Root.BodySection.ShouldBe("1");
        message.FindPart("1").ShouldBeSameAs(message.Root);
        message.FindPart("1.1").ShouldBeNull();
        var nested = Parse("Content-Type: message/rfc822\n\nSubject: in\n\nbody");
        nested.Root.BodySection.ShouldBe("1");
        nested.Root.EmbeddedMessage!.Root.BodySection.ShouldBe("1.1");
        Ascii(nested.FindPart("1.1")!.RawBody).ShouldBe("body");
    }

    [Fact]
    public void The_line_break_before_a_boundary_belongs_to_the_boundary()
    {
        var message = Parse("Content-Type: multipart/mixed; boundary=\"b b\"\n\npreamble\n--b b\n\n\none\n\n--b b  \n\n--b b\nX: y\n--b b--\nepilogue");
        message.Root.Children.Select(c => Ascii(c.RawBody)).ShouldBe(["\r\none\r\n", "", ""]);
        message.Root.Children[2].Headers.Get("X").ShouldBe("y");
        message.Defects.Select(d => d.Kind).ShouldBe([MimeDefectKind.ContentAfterClosingBoundary]);
    }

    [Fact]
    public void A_boundary_that_starts_with_another_is_another()
    {
        var message = Parse(
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=xy\n\n--xy\n\n--xyz\n--x y\n--xy--\n--x\n\nlast\n--x--\n");
        message.Root.Children.Count.ShouldBe(2);
        Ascii(message.FindPart("1.1")!.RawBody).ShouldBe("--xyz\r\n--x y");
        Ascii(message.FindPart("2")!.RawBody).ShouldBe("last");
    }

    [Fact]
    public void An_outer_boundary_ends_what_an_inner_one_left_open()
    {
        var message = Parse("Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo\n--o--");
        Ascii(message.FindPart("1.1")!.RawBody).ShouldBe("one");
        Ascii(message.FindPart("2")!.RawBody).ShouldBe("two");
        message.Defects.Select(d => d.Kind).ShouldBe([MimeDefectKind.BoundaryNotClosed]);
    }

    [Fact]
    public void A_part_without_headers_and_blank_line_keeps_its_text()
    {
        var message = Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\njust text\nmore: text\n--b--");
        Ascii(message.Root.Children[0].RawBody).ShouldBe("just text\r\nmore: text");
        message.Defects.Select(d => d.Kind).ShouldBe([MimeDefectKind.HeaderLineWithoutColon]);
    }

    [Fact]
    public void Members_of_a_digest_are_messages_by_default()
    {
        var message = Parse("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nx\n--b\n\nSubject: two\n\ny\n--b--");
        message.Root.Children.Select(c => c.EmbeddedMessage!.Subject).ShouldBe(["one", "two"]);
        message.Root.Children[1].ContentType.MediaType.ShouldBe("message/rfc822");
    }

    [Fact]
    public void A_message_in_base64_is_opened_when_asked_for()
    {
        var inner = Convert.ToBase64String("Subject: hidden\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\n\r\ndeep\r\n--z--"u8);
        var message = Parse($"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n--b--");
        message.Root.Children[0].EmbeddedMessage!.Subject.ShouldBe("hidden");
        var deep = message.FindPart("1.1")!;
        deep.Section.ShouldBe("1.1");
        Ascii(deep.RawBody).ShouldBe("deep");
    }

    [Fact]
    public void Offsets_point_into_the_raw_bytes()
    {
        var raw = Encoding.ASCII.GetBytes("From me\r\nA: b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nC: d\r\n\r\nbody\r\n--b--\r\n");
        var message = MimeMessage.Parse(raw);
        message.Headers.Select(h => h.Name).ShouldBe(["A", "Content-Type"]);
        var part = message.Root.Children[0];
        Encoding.ASCII.GetString(raw, part.HeaderOffset, part.HeaderLength).ShouldBe("C: d\r\n\r\n");
        Encoding.ASCII.GetString(raw, part.BodyOffset, part.BodyLength).ShouldBe("body");
        message.Root.BodyOffset.ShouldBe(raw.AsSpan().IndexOf("--b\r\nC"u8));
        message.Root.BodyLength.ShouldBe(raw.Length - message.Root.BodyOffset);
    }

    [Fact]
    public void Defects_of_lines_are_found()
    {
        var raw = Encoding.ASCII.GetBytes($"Subject: a\r\nSubject: b\r\nnot a field\r\n\r\n{new string('x', 999)}\r\na\nb\rc\0");
        MimeMessage.Parse(raw).Defects.Select(d => d.Kind).Order().ShouldBe(
        [
            MimeDefectKind.HeaderLineWithoutColon, MimeDefectKind.DuplicateHeader, MimeDefectKind.BareCarriageReturn,
            MimeDefectKind.BareLineFeed, MimeDefectKind.NulByte, MimeDefectKind.LineTooLong,
        ]);
        var clean = Encoding.ASCII.GetBytes(string.Concat("Subject: a\r\n\r\n", string.Concat(Enumerable.Range(0, 50).Select(i => new string('x', i * 20) + "\r\n"))));
        MimeMessage.Parse(clean).Defects.ShouldBeEmpty();
    }

    private static string Ascii(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.Span);

    private static MimeMessage Parse(string text)
        => MimeMessage.Parse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
}
