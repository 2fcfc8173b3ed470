using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpAddressTests
{
    [Theory]
    [InlineData("ann@example.org")]
    [InlineData("a.b+tag@sub.example.org")]
    [InlineData("o'neil@example.org")]
    [InlineData("\"a.b..c\"@example.org")]
    [InlineData("\"a\\\"b\"@example.org")]
    [InlineData("ann@[192.0.2.1]")]
    [InlineData("ann@[IPv6:2001:db8::1]")]
    [InlineData("用户@例子.公司")]
    [InlineData("ann@localhost")]
    public void A_bare_address_goes_into_angle_brackets_unchanged(string address) => SmtpAddress.Path(address).ShouldBe($"<{address}>");

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.org")]
    [InlineData("ann@")]
    [InlineData("ann@example.org\r\nRCPT TO:<evil@example.org>")]
    [InlineData("ann\r@example.org")]
    [InlineData("ann\n@example.org")]
    [InlineData("ann\0@example.org")]
    [InlineData("ann@example.org> SIZE=1")]
    [InlineData("<ann@example.org>")]
    [InlineData("an n@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("\"a>b\"@example.org")]
    [InlineData("\"a\"b\"@example.org")]
    [InlineData("\"a\\\"@example.org")]
    [InlineData("a..b@example.org")]
    [InlineData(".a@example.org")]
    [InlineData("a@example..org")]
    [InlineData("a@-example.org")]
    [InlineData("a@example.org.")]
    [InlineData("a@exa mple.org")]
    [InlineData("a@[evil]")]
    [InlineData("a@[192.0.2.1] X")]
    [InlineData("a@[fe80::1%eth0]")]
    [InlineData("a,b@example.org")]
    [InlineData("a(b)@example.org")]
    [InlineData("a\u0085b@example.org")]
    [InlineData("a\u2028b@example.org")]
    [InlineData("a\u202Eb@example.org")]
    [InlineData("a\uD800b@example.org")]
    public void Whatever_could_end_a_path_or_a_line_is_refused(string address) =>
        Should.Throw<CallerException>(() => SmtpAddress.Path(address)).Code.ShouldBe(ErrorCodes.InvalidArgument);

    [Fact]
    public void An_address_beyond_254_octets_is_refused() =>
        Should.Throw<CallerException>(() => SmtpAddress.Path(new string('a', 244) + "@example.org"));
}
