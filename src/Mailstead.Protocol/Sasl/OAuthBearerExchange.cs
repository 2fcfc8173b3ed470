using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>OAUTHBEARER (RFC 7628). A refusal comes as a challenge, answered with one 0x01 (section 3.2.3).</summary>
internal sealed class OAuthBearerExchange(BearerCredential credential) : SaslExchange
{
    private int _answers;
    internal override string MechanismName => "OAUTHBEARER";
    internal override bool SendsFirst => true;
    internal override bool IsComplete => _answers == 1;

    internal override byte[] Respond(ReadOnlySpan<byte> challenge) => _answers++ switch
    {
        0 => Encoding.UTF8.GetBytes($"n,a={ScramText.EscapeName(SaslText.Checked(credential.UserName))},\u0001auth=Bearer {SaslText.Checked(credential.AccessToken.Reveal())}\u0001\u0001"),
        1 => [1],
        _ => throw new ProtocolBrokenException("The server goes on asking after it refused the token."),
    };
}
