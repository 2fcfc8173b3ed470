using System.Text;
using Mailstead.Protocol.Smtp.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpMessageFactsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 3)]
    [InlineData("a\r\n", 3)]
    [InlineData("a\nb\rc\r\n", 9)]
    [InlineData("\r\n.\r\n", 5)]
    public void Size_counts_line_ends_as_crlf_and_no_stuffed_dots(string message, long size) => Of(message).Size.ShouldBe(size);

    [Theory]
    [InlineData("Subject: x\r\n\r\nbody", false, false)]
    [InlineData("Subject: x\r\n\r\nbod\u00FF", true, false)]
    [InlineData("Subject: \u00FF\r\n\r\nbody", true, true)]
    [InlineData("Subject: \u00FF\n\nbody", true, true)]
    [InlineData("Subject: \u00FF", true, true)]
    public void Knows_8_bit_text_in_body_and_header(string message, bool is8Bit, bool headerIsUtf8)
    {
        var facts = Of(message);
        (facts.Is8Bit, facts.HeaderIsUtf8).ShouldBe((is8Bit, headerIsUtf8));
    }

    [Fact]
    public void Finds_nul() => Of("a\0b").HasNul.ShouldBeTrue();

    private static SmtpMessageFacts Of(string message) => SmtpMessageFacts.Of(Encoding.Latin1.GetBytes(message));
}
