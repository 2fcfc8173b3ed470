using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>XOAUTH2 (Google's and Microsoft's form). A refusal comes as a challenge, which wants an empty answer before the server's NO.</summary>
internal sealed class XOAuth2Exchange(BearerCredential credential) : SaslExchange
{
    private int _answers;
    internal override string MechanismName => "XOAUTH2";
    internal override bool SendsFirst => true;
    internal override bool IsComplete => _answers == 1;

    internal override byte[] Respond(ReadOnlySpan<byte> challenge) => _answers++ switch
    {
        0 => Encoding.UTF8.GetBytes($"user={SaslText.Checked(credential.UserName)}\u0001auth=Bearer {SaslText.Checked(credential.AccessToken.Reveal())}\u0001\u0001"),
        1 => [],
        _ => throw new ProtocolBrokenException("The server goes on asking after it refused the token."),
    };
}
