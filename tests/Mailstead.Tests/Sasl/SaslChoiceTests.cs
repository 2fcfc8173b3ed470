using Mailstead.Protocol.Sasl;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sasl;

public sealed class SaslChoiceTests
{
    private static readonly PasswordCredential Password = new("u", new Secret("p"));
    private static readonly BearerCredential Token = new("u", new Secret("t"));

    [Theory]
    [InlineData("PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", true, "SCRAM-SHA-256")]
    [InlineData("plain login scram-sha-1", true, "SCRAM-SHA-1")]
    [InlineData("CRAM-MD5 LOGIN PLAIN", true, "PLAIN")]
    [InlineData("CRAM-MD5 LOGIN", true, "LOGIN")]
    [InlineData("CRAM-MD5", true, "CRAM-MD5")]
    [InlineData("PLAIN LOGIN CRAM-MD5", false, "CRAM-MD5")]
    [InlineData("PLAIN LOGIN SCRAM-SHA-256", false, "SCRAM-SHA-256")]
    [InlineData("PLAIN LOGIN", false, null)]
    [InlineData("GSSAPI NTLM", true, null)]
    [InlineData("", true, null)]
    public void A_password_goes_by_the_strongest_mechanism_and_never_bare_over_an_open_line(string offered, bool secure, string? chosen) =>
        (SaslChoice.Choose(Password, offered.Split(' '), secure)?.MechanismName).ShouldBe(chosen);

    [Theory]
    [InlineData("PLAIN XOAUTH2 OAUTHBEARER", true, "OAUTHBEARER")]
    [InlineData("PLAIN XOAUTH2", true, "XOAUTH2")]
    [InlineData("XOAUTH2 OAUTHBEARER", false, null)]
    [InlineData("PLAIN", true, null)]
    public void A_token_goes_by_a_bearer_mechanism_over_a_secure_line_only(string offered, bool secure, string? chosen) =>
        (SaslChoice.Choose(Token, offered.Split(' '), secure)?.MechanismName).ShouldBe(chosen);
}
