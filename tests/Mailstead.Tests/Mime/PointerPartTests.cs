using System.Text;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

/// <summary>Parts whose body is elsewhere, or in other messages too.</summary>
public sealed class PointerPartTests
{
    [Theory]
    [InlineData("message/partial; number=2; total=3; id=\"oc=jpbe0M2Yt4s@thumper.example\"", "oc=jpbe0M2Yt4s@thumper.example", 2, 3)]
    [InlineData("Message/Partial; number=1; id=x", "x", 1, null)]
    [InlineData("message/partial; number=-1; total=99999999999; id=x", "x", null, null)]
    [InlineData("message/partial", "", null, null)]
    public void A_slice_of_a_message_is_told_by_its_place(string type, string id, int? number, int? total)
        => MessageFragment.Of(Part(type, "From: inner@example.org\r\n\r\nhalf a mess")).ShouldBe(new MessageFragment(id, number, total));

    [Fact]
    public void A_slice_of_a_message_is_no_embedded_message() => Part("message/partial; number=1; id=x", "From: a@example.org\r\n\r\nx").EmbeddedMessage.ShouldBeNull();

    [Fact]
    public void A_body_on_a_server_is_told_with_the_headers_it_has_there()
    {
        var body = ExternalBody.Of(Part(
            "message/external-body; access-type=ANON-FTP; name=\"BodyFormats.ps\"; site=\"thumper.example\"; directory=\"pub\"; size=4711; expiration=\"Fri, 14 Jun 1991 19:13:14 -0400 (EDT)\"",
            "Content-Type: application/postscript\r\nContent-ID: <id42@guppylake.example>\r\n\r\nphantom: body\r\n"));
        body.ShouldNotBeNull();
        (body.AccessType, body.Name, body.Site, body.Directory, body.Size).ShouldBe(("anon-ftp", "BodyFormats.ps", "thumper.example", "pub", 4711L));
        body.Expiration.ShouldBe(new DateTimeOffset(1991, 6, 14, 19, 13, 14, TimeSpan.FromHours(-4)));
        body.Headers.Get("Content-Type").ShouldBe("application/postscript");
        body.Headers.Get("phantom").ShouldBeNull();
        body.Url.ShouldBeNull();
    }

    [Fact]
    public void A_body_at_a_URL_is_told_without_the_blanks_of_folding()
        => ExternalBody.Of(Part("message/external-body; access-type=URL;\r\n URL=\"ftp://ftp.example.org/\r\n  pub/file.tar\"", "Content-Type: application/x-tar\r\n\r\n"))!
            .Url.ShouldBe("ftp://ftp.example.org/pub/file.tar");

    [Fact]
    public void A_pointer_without_parameters_or_headers_is_still_a_pointer()
    {
        var body = ExternalBody.Of(Part("message/external-body", ""));
        body.ShouldNotBeNull();
        (body.AccessType, body.Size, body.Expiration, body.Headers.Count).ShouldBe(("", null, null, 0));
    }

    [Fact]
    public void Other_parts_point_nowhere()
    {
        MessageFragment.Of(Part("text/plain", "x")).ShouldBeNull();
        ExternalBody.Of(Part("message/rfc822", "Subject: x\r\n\r\n")).ShouldBeNull();
    }

    private static MimePart Part(string type, string body) => MimeMessage.Parse(Encoding.UTF8.GetBytes($"Content-Type: {type}\r\n\r\n{body}")).Root;
}
