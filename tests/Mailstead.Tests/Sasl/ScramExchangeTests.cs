using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sasl;

public sealed class ScramExchangeTests
{
    private static readonly PasswordCredential Pencil = new("user", new Secret("pencil"));
    private const string Nonce1 = "fyko+d2lbbFgONRv9qkxdawL";
    private const string ServerFirst1 = "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096";

    [Fact]
    public void Agrees_with_the_example_of_rfc_5802_for_sha_1()
    {
        var scram = ScramExchange.Sha1(Pencil, Nonce1);
        Answer(scram, "").ShouldBe("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        Answer(scram, ServerFirst1).ShouldBe("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        scram.IsComplete.ShouldBeFalse();
        Answer(scram, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=").ShouldBe("");
        scram.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Agrees_with_the_example_of_rfc_7677_for_sha_256()
    {
        var scram = ScramExchange.Sha256(Pencil, "rOprNGfwEbeRWgbNEkqO");
        Answer(scram, "").ShouldBe("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        Answer(scram, "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
            .ShouldBe("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        Answer(scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=").ShouldBe("");
        scram.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Escapes_comma_and_equals_in_the_name() =>
        Answer(ScramExchange.Sha1(new PasswordCredential("a,b=c", new Secret("x")), "n"), "").ShouldBe("n,,n=a=2Cb=3Dc,r=n");

    [Fact]
    public void A_wrong_server_signature_is_a_failed_login_and_never_complete()
    {
        var scram = ScramExchange.Sha1(Pencil, Nonce1);
        Answer(scram, "");
        Answer(scram, ServerFirst1);
        Should.Throw<ServerRefusedException>(() => Answer(scram, "v=AAAApqV8S7suAoZWja4dJRkFsKQ=")).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        scram.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void An_error_in_place_of_the_signature_is_a_failed_login()
    {
        var scram = ScramExchange.Sha1(Pencil, Nonce1);
        Answer(scram, "");
        Answer(scram, ServerFirst1);
        Should.Throw<ServerRefusedException>(() => Answer(scram, "e=invalid-proof")).ServerText.ShouldBe("e=invalid-proof");
    }

    [Theory]
    [InlineData("")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL,s=QSXCR+Q6sek8bf92,i=4096")] // nothing added to our nonce
    [InlineData("r=someoneelse0000000000000000000,s=QSXCR+Q6sek8bf92,i=4096")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawLx,s=,i=4096")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawLx,s=!,i=4096")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawLx,s=QSXCR+Q6sek8bf92,i=4095")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawLx,s=QSXCR+Q6sek8bf92,i=1000001")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawLx,s=QSXCR+Q6sek8bf92,i=99999999999999999999")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawLx,s=QSXCR+Q6sek8bf92,i=-1")]
    [InlineData("m=ext,r=fyko+d2lbbFgONRv9qkxdawLx,s=QSXCR+Q6sek8bf92,i=4096")]
    public void Refuses_a_server_first_message_that_is_not_to_the_rule(string serverFirst)
    {
        var scram = ScramExchange.Sha1(Pencil, Nonce1);
        Answer(scram, "");
        Should.Throw<ProtocolBrokenException>(() => Answer(scram, serverFirst));
    }

    private static string Answer(SaslExchange exchange, string challenge) => Encoding.UTF8.GetString(exchange.Respond(Encoding.UTF8.GetBytes(challenge)));
}
