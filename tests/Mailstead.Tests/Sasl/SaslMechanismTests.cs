using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sasl;

public sealed class SaslMechanismTests
{
    private static readonly PasswordCredential Tim = new("tim", new Secret("tanstaaftanstaaf"));
    private static readonly BearerCredential Bearer = new("user@example.com", new Secret("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="));

    [Fact]
    public void Plain_agrees_with_rfc_4616() =>
        Answer(new PlainExchange(Tim), "").ShouldBe("\0tim\0tanstaaftanstaaf");

    [Fact]
    public void Cram_md5_agrees_with_rfc_2195() =>
        Answer(new CramMd5Exchange(Tim), "<1896.697170952@postoffice.reston.mci.net>").ShouldBe("tim b913a602c7eda7a495b4e6e7334d3890");

    [Fact]
    public void Login_gives_the_name_and_then_the_password_and_no_third_answer()
    {
        var login = new LoginExchange(Tim);
        Answer(login, "Username:").ShouldBe("tim");
        login.IsComplete.ShouldBeFalse();
        Answer(login, "Password:").ShouldBe("tanstaaftanstaaf");
        login.IsComplete.ShouldBeTrue();
        Should.Throw<ProtocolBrokenException>(() => Answer(login, "Again:"));
    }

    [Fact]
    public void Xoauth2_gives_the_token_and_answers_a_refusal_with_nothing()
    {
        var exchange = new XOAuth2Exchange(Bearer);
        Answer(exchange, "").ShouldBe("user=user@example.com\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001");
        exchange.IsComplete.ShouldBeTrue();
        Answer(exchange, """{"status":"401"}""").ShouldBe("");
        exchange.IsComplete.ShouldBeFalse();
        Should.Throw<ProtocolBrokenException>(() => Answer(exchange, "{}"));
    }

    [Fact]
    public void Oauthbearer_gives_the_token_and_answers_a_refusal_with_0x01()
    {
        var exchange = new OAuthBearerExchange(Bearer);
        Answer(exchange, "").ShouldBe("n,a=user@example.com,\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001");
        Answer(exchange, """{"status":"invalid_token"}""").ShouldBe("\u0001");
        exchange.IsComplete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("tim\0admin")]
    [InlineData("tim\r\n")]
    [InlineData("tim\u0001")]
    public void Control_characters_in_a_name_or_password_are_refused_before_anything_is_made(string text)
    {
        Should.Throw<CallerException>(() => Answer(new PlainExchange(new PasswordCredential(text, new Secret("x"))), ""));
        Should.Throw<CallerException>(() => Answer(new PlainExchange(new PasswordCredential("x", new Secret(text))), ""));
        Should.Throw<CallerException>(() => Answer(new LoginExchange(new PasswordCredential(text, new Secret("x"))), ""));
        Should.Throw<CallerException>(() => Answer(new XOAuth2Exchange(new BearerCredential(text, new Secret("x"))), ""));
        Should.Throw<CallerException>(() => Answer(new OAuthBearerExchange(new BearerCredential("x", new Secret(text))), ""));
    }

    [Theory]
    [InlineData("I\u00ADX", "IX")] // RFC 4013 section 3
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("pass\u00A0word", "pass word")]
    public void Names_and_passwords_are_prepared_as_rfc_4013_shows(string typed, string prepared) =>
        SaslText.Prepare(typed).ShouldBe(prepared);

    [Theory(Skip = Icu.Needed, SkipType = typeof(Icu), SkipUnless = nameof(Icu.IsThere))]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    public void Compatibility_characters_are_prepared_as_rfc_4013_shows(string typed, string prepared) =>
        SaslText.Prepare(typed).ShouldBe(prepared);

    private static string Answer(SaslExchange exchange, string challenge) => Encoding.UTF8.GetString(exchange.Respond(Encoding.UTF8.GetBytes(challenge)));
}
