using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>LOGIN (draft-murchison-sasl-login): the first prompt is answered with the name, the second with the password, whatever their words.</summary>
internal sealed class LoginExchange(PasswordCredential credential) : SaslExchange
{
    private int _answers;
    internal override string MechanismName => "LOGIN";
    internal override bool SendsFirst => false;
    internal override bool IsComplete => _answers == 2;

    internal override byte[] Respond(ReadOnlySpan<byte> challenge) => _answers++ switch
    {
        0 => Encoding.UTF8.GetBytes(SaslText.Checked(credential.UserName)),
        1 => Encoding.UTF8.GetBytes(SaslText.Checked(credential.Password.Reveal())),
        _ => throw new ProtocolBrokenException("The server asks for more than a name and a password in LOGIN."),
    };
}
