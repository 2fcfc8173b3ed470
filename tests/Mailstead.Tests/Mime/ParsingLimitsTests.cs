using System.Diagnostics;
using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Parsing;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

/// <summary>Bombs: cut at a limit, said so, and quick: nothing here may be quadratic.</summary>
public sealed class ParsingLimitsTests
{
    /// <summary>Each case is millions of bytes; a quadratic reader needs minutes. Generous for a busy machine in Debug.</summary>

    [Fact]
    public void A_hundred_thousand_levels_end_at_the_depth_limit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++) text.Append("Content-Type: multipart/mixed; boundary=").Append(i).Append("\r\n\r\n--").Append(i).Append("\r\n");
        var message = Quick(text, m => m.AllParts().Count());
        message.AllParts().Max(p => p.Section.Count(c => c == '.')).ShouldBeLessThan(64);
        message.Defects.Select(d => d.Kind).ShouldContain(MimeDefectKind.DepthLimit);
    }

    [Fact]
    public void Messages_in_messages_end_at_the_depth_limit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++) text.Append("Content-Type: message/rfc822\r\n\r\n");
        var message = Quick(text, m => m.Attachments.Count);
        var depth = 0;
        for (var inside = message; inside is not null; inside = inside.Root.EmbeddedMessage) depth++;
        depth.ShouldBe(MimeLimits.Default.MaxDepth + 1);
    }

    [Fact]
    public void A_message_in_base64_in_base64_ends_at_the_depth_limit()
    {
        var body = "Subject: core\r\n\r\nx"u8.ToArray();
        for (var i = 0; i < 12; i++)
            body = Encoding.ASCII.GetBytes("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(body));
        var depth = 0;
        for (var inside = MimeMessage.Parse(body, new MimeLimits { MaxDepth = 5 }); inside is not null; inside = inside.Root.EmbeddedMessage) depth++;
        depth.ShouldBe(6);
    }

    [Fact]
    public void Parts_end_at_the_part_limit()
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 200_000; i++) text.Append("--b\r\n\r\nx\r\n");
        var message = Quick(text, m => m.Attachments.Count);
        message.AllParts().Count().ShouldBe(MimeLimits.Default.MaxParts);
        message.Defects.Select(d => d.Kind).ShouldContain(MimeDefectKind.PartLimit);
    }

    [Fact]
    public void A_million_headers_are_cut_and_the_body_is_still_found()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 1_000_000; i++) text.Append("a: b\r\n");
        text.Append("Subject: late\r\n\r\nbody");
        var message = Quick(text, m => m.Headers.Count);
        message.Headers.Count.ShouldBe(MimeLimits.Default.MaxHeaders);
        message.Subject.ShouldBe("");
        Encoding.ASCII.GetString(message.Root.RawBody.Span).ShouldBe("body");
        message.Defects.Select(d => d.Kind).ShouldContain(MimeDefectKind.HeadersTruncated);
    }

    [Fact]
    public void One_header_of_twenty_megabytes_is_cut()
    {
        var message = Quick(new StringBuilder("A: b\r\nSubject: ").Append('x', 20_000_000).Append("\r\n\r\nbody"), m => m.Subject.Length);
        message.Headers.Count.ShouldBe(1);
        message.Root.BodyLength.ShouldBe(4);
    }

    [Fact]
    public void One_line_of_twenty_megabytes_is_read()
    {
        var message = Quick(new StringBuilder("A: b\r\n\r\n").Append('x', 20_000_000), m => m.Root.DecodeText().Length);
        message.Defects.Select(d => d.Kind).ShouldBe([MimeDefectKind.LineTooLong]);
    }

    [Fact]
    public void Lines_that_look_like_boundaries_are_passed_over()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 60; i++) text.Append("Content-Type: multipart/mixed; boundary=").Append('a', i + 1).Append("\r\n\r\n--").Append('a', i + 1).Append("\r\n");
        for (var i = 0; i < 300_000; i++) text.Append("--a!\n");
        for (var i = 0; i < 300_000; i++) text.Append("\n--");
        Quick(text.Append("--a").Append(' ', 5_000_000).Append('x'), m => m.AllParts().Count());
    }

    [Theory]
    [InlineData("Content-Type: a/b", "; name*{0}=x")]
    [InlineData("Content-Type: a/b", "; name*{0}*=%")]
    [InlineData("Content-Type: a/b", "; a{0}=\"")]
    [InlineData("Content-Type: a/b", "; (a{0}")]
    [InlineData("Content-Disposition: attachment", ";;= {0}\"'*")]
    public void A_flood_of_parameters_is_cut(string start, string piece)
    {
        var text = new StringBuilder(start);
        for (var i = 0; i < 60_000; i++) text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, piece, i);
        Quick(text.Append("\r\n\r\n"), m => m.Root.FileName?.Length ?? m.Root.ContentType.Parameters.Count + (m.Root.Disposition?.Parameters.Count ?? 0));
    }

    [Theory]
    [InlineData("a@b,")]
    [InlineData("a@b:")]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("\\\"")]
    [InlineData("<")]
    [InlineData("<>")]
    [InlineData("[")]
    [InlineData("g:;")]
    [InlineData("=?utf-8?Q?a")]
    [InlineData("=?utf-8?Q?a?=")]
    [InlineData("=?utf-8?B?YQ==?= ")]
    [InlineData("=?x?Q?a?= ")]
    [InlineData("a ")]
    [InlineData("a . ")]
    [InlineData("@")]
    public void A_flood_of_address_pieces_is_quick(string piece)
    {
        var value = string.Concat(Enumerable.Repeat(piece, 900_000 / piece.Length));
        var clock = Stopwatch.StartNew();
        AddressList.Parse(value).Count.ShouldBeLessThanOrEqualTo(MimeLimits.Default.MaxAddresses);
        EncodedWords.Decode(value).Length.ShouldBeLessThanOrEqualTo(value.Length);
        clock.Elapsed.ShouldBeLessThan(Patience.Limit);
    }

    [Fact]
    public void Addresses_end_at_the_address_limit_and_say_so()
    {
        var message = MimeMessage.Parse(Encoding.ASCII.GetBytes("To: " + string.Concat(Enumerable.Repeat("a@b, ", 200))), new MimeLimits { MaxAddresses = 100 });
        message.To.Count.ShouldBe(100);
        message.Defects.Select(d => d.Kind).ShouldContain(MimeDefectKind.AddressLimit);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("= ")]
    [InlineData("=\n")]
    [InlineData(" \n")]
    [InlineData(" ")]
    [InlineData("A")]
    [InlineData("A\n")]
    [InlineData("A=")]
    public void A_body_of_nothing_but_edges_decodes_in_linear_time(string piece)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 4_000_000 / piece.Length));
        foreach (var encoding in (string[])["base64", "quoted-printable", "x-uuencode"])
            Quick(new StringBuilder($"Content-Transfer-Encoding: {encoding}\n\n").Append(body), m => m.Root.Decode().Length);
    }

    private static MimeMessage Quick(StringBuilder text, Func<MimeMessage, int> use)
    {
        var raw = Encoding.ASCII.GetBytes(text.ToString());
        var clock = Stopwatch.StartNew();
        var message = MimeMessage.Parse(raw);
        use(message).ShouldBeGreaterThanOrEqualTo(0);
        message.Defects.Count.ShouldBeLessThanOrEqualTo(1_000);
        clock.Elapsed.ShouldBeLessThan(Patience.Limit);
        return message;
    }
}
