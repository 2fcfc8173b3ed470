using Mailstead.Mime.Addresses;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("a@b.example", "", "a@b.example")]
    [InlineData("  a@localhost ", "", "a@localhost")]
    [InlineData("Ann <a@b.example>", "Ann", "a@b.example")]
    [InlineData("\"Doe, Ann\" <a@b.example>", "Doe, Ann", "a@b.example")]
    [InlineData("\"a \\\"b\\\"\" <a@b.example>", "a \"b\"", "a@b.example")]
    [InlineData("日本 <\"odd one\"@b.example>", "日本", "\"odd one\"@b.example")]
    [InlineData("jürgen@bücher.example", "", "jürgen@bücher.example")]
    [InlineData("x@[192.0.2.1]", "", "x@[192.0.2.1]")]
    [InlineData("x@[IPv6:2001:db8::1]", "", "x@[IPv6:2001:db8::1]")]
    public void A_typed_address_is_read(string typed, string name, string address)
    {
        MailAddress.TryParse(typed, out var read, out var problem).ShouldBeTrue(problem);
        read.ShouldBe(new MailAddress(name, address));
        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("nobody", "no @")]
    [InlineData("@b.example", "nothing before")]
    [InlineData("a@", "nothing after")]
    [InlineData("a@b.example\r\nBcc: c@d.example", "CR, LF or NUL")]
    [InlineData("a\0@b.example", "CR, LF or NUL")]
    [InlineData("a@b.example, c@d.example", "more than one")]
    [InlineData("Team: a@b.example;", "more than one")]
    [InlineData("Doe, Ann <a@b.example>", "double quotes")]
    [InlineData("a@b.example <c@d.example>", "double quotes")]
    [InlineData("a b@b.example", "need quotes")]
    [InlineData("a..b@b.example", "need quotes")]
    [InlineData("a@b..example", "empty label")]
    [InlineData("a@b_c.example", "no host name")]
    [InlineData("a@-b.example", "no host name")]
    [InlineData("a@b.example>", "no host name")]
    [InlineData("<a@b.example", "need quotes")]
    [InlineData("a@[300.1.1.1]", "literal")]
    [InlineData("\"a@b.example", "before the @")]
    public void What_is_no_single_address_is_refused_with_its_reason(string typed, string reason)
    {
        MailAddress.TryParse(typed, out var read, out var problem).ShouldBeFalse();
        read.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void Lengths_are_those_of_SMTP()
    {
        MailAddress.TryParse(new string('a', 65) + "@b.example", out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldContain("64");
        MailAddress.TryParse("a@" + new string('b', 64) + ".example", out _, out problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldContain("63");
        MailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat("label", 50)), out _, out problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldContain("254");
    }

    [Fact]
    public void Domain_is_lower_case_unicode_and_the_wire_form_is_ASCII()
    {
        new MailAddress("", "Ann@XN--BCHER-KVA.Example").Domain.ShouldBe("bücher.example");
        new MailAddress("", "Ann@BÜCHER.example").WireAddress.ShouldBe("Ann@xn--bcher-kva.example");
        new MailAddress("", "\"a@b\"@c.example").LocalPart.ShouldBe("\"a@b\"");
        new MailAddress("", "root").Domain.ShouldBe("");
    }
}
