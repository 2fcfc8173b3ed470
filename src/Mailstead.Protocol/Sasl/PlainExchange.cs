using System.Text;

namespace Mailstead.Protocol.Sasl;

/// <summary>PLAIN (RFC 4616).</summary>
internal sealed class PlainExchange(PasswordCredential credential) : SaslExchange
{
    private bool _sent;
    internal override string MechanismName => "PLAIN";
    internal override bool SendsFirst => true;
    internal override bool IsComplete => _sent;

    internal override byte[] Respond(ReadOnlySpan<byte> challenge)
    {
        _sent = true;
        return Encoding.UTF8.GetBytes($"\0{SaslText.Prepare(credential.UserName)}\0{SaslText.Prepare(credential.Password.Reveal())}");
    }
}
