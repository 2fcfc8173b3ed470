using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Smtp.Commands;
using Mailstead.Protocol.Smtp.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpReplyParserTests
{
    [Theory]
    [InlineData("250 OK\r\n", 250, null, "OK")]
    [InlineData("250\r\n", 250, null, "")]
    [InlineData("250 OK\n", 250, null, "OK")]
    [InlineData("550 5.1.1 No such user\r\n", 550, "5.1.1", "No such user")]
    [InlineData("550-5.1.1 No such\r\n550 5.1.1 user\r\n", 550, "5.1.1", "No such user")]
    [InlineData("550 4.1.1 of another class\r\n", 550, null, "4.1.1 of another class")]
    [InlineData("220 1.2.3 is no status\r\n", 220, null, "1.2.3 is no status")]
    [InlineData("250 2.0 short\r\n", 250, null, "2.0 short")]
    [InlineData("250 a\u0007b\u001b[31m\r\n", 250, null, "a b [31m")]
    public void Reads_a_reply_at_every_cut(string octets, int code, string? enhanced, string text)
    {
        for (var cut = 0; cut < octets.Length; cut++)
        {
            var parser = new SmtpReplyParser(SmtpLimits.Default);
            var input = Sequence(octets[..cut]);
            parser.TryParse(ref input, out _).ShouldBeFalse();
            input = Sequence(Text(input) + octets[cut..] + "999 next");
            parser.TryParse(ref input, out var reply).ShouldBeTrue();
            (reply.Code, reply.Enhanced, reply.Text).ShouldBe((code, enhanced, text));
            Text(input).ShouldBe("999 next");
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("25\r\n")]
    [InlineData("2500 x\r\n")]
    [InlineData("25x x\r\n")]
    [InlineData("+25 x\r\n")]
    [InlineData("150 x\r\n")]
    [InlineData("600 x\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("* OK IMAP4rev1 ready\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    public void What_is_no_reply_is_a_broken_protocol(string octets) =>
        Should.Throw<ProtocolBrokenException>(() => Parse(octets)).Code.ShouldBe(ErrorCodes.ProtocolError);

    [Fact]
    public void An_endless_line_ends_at_the_limit()
    {
        Should.Throw<ProtocolBrokenException>(() => Parse("250 " + new string('a', 4096))).Code.ShouldBe(ErrorCodes.LimitExceeded);
        Should.Throw<ProtocolBrokenException>(() => Parse("250 " + new string('a', 4096) + "\r\n")).Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public void An_endless_reply_ends_at_the_limit() =>
        Should.Throw<ProtocolBrokenException>(() => Parse(string.Concat(Enumerable.Repeat("250-x\r\n", 201)))).Code.ShouldBe(ErrorCodes.LimitExceeded);

    [Fact]
    public void Ehlo_lines_become_capabilities()
    {
        var capability = EhloCommand.Parse(["mail.example.org Hello", "PIPELINING", "SIZE 1000", "AUTH PLAIN login", "AUTH=CRAM-MD5 PLAIN", "8bitmime", "", "SIZE x", "AUTH b@d"]);
        capability.Has("pipelining").ShouldBeTrue();
        capability.Has("8BITMIME").ShouldBeTrue();
        capability.Has("mail.example.org").ShouldBeFalse();
        capability.MaxSize.ShouldBe(1000);
        capability.AuthMechanisms.ShouldBe(["PLAIN", "LOGIN", "CRAM-MD5"]);
    }

    private static bool Parse(string octets)
    {
        var input = Sequence(octets);
        return new SmtpReplyParser(SmtpLimits.Default).TryParse(ref input, out _);
    }

    private static ReadOnlySequence<byte> Sequence(string text) => new(Encoding.Latin1.GetBytes(text));
    private static string Text(ReadOnlySequence<byte> sequence) => Encoding.Latin1.GetString(sequence.ToArray());
}
