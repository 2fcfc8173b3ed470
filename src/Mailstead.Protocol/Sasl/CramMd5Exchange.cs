using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>CRAM-MD5 (RFC 2195).</summary>
internal sealed class CramMd5Exchange(PasswordCredential credential) : SaslExchange
{
    private bool _sent;
    internal override string MechanismName => "CRAM-MD5";
    internal override bool SendsFirst => false;
    internal override bool IsComplete => _sent;

    [SuppressMessage("Security", "CA5351", Justification = "The mechanism is HMAC-MD5; it is chosen only when nothing better is offered.")]
    internal override byte[] Respond(ReadOnlySpan<byte> challenge)
    {
        if (_sent) throw new ProtocolBrokenException("The server asks twice in CRAM-MD5.");
        _sent = true;
        var digest = HMACMD5.HashData(Encoding.UTF8.GetBytes(SaslText.Prepare(credential.Password.Reveal())), challenge);
        return Encoding.UTF8.GetBytes($"{SaslText.Prepare(credential.UserName)} {Convert.ToHexStringLower(digest)}");
    }
}
