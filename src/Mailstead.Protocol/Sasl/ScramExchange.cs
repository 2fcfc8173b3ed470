using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>SCRAM (RFC 5802, RFC 7677) without channel binding. The password never leaves, and the server must prove that it knows it too.</summary>
internal sealed class ScramExchange : SaslExchange
{
    private const string NoChannelBinding = "n,,";
    private readonly PasswordCredential _credential;
    private readonly HashAlgorithmName _hash;
    private readonly int _hashBytes;
    private readonly string _nonce;
    private Step _next = Step.First;
    private string _clientFirst = "";
    private byte[] _serverSignature = [];

    private ScramExchange(PasswordCredential credential, string mechanism, HashAlgorithmName hash, int hashBytes, string? nonce)
    {
        (_credential, MechanismName, _hash, _hashBytes) = (credential, mechanism, hash, hashBytes);
        _nonce = nonce ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
    }

    private enum Step { First, Proof, Verify, Done }

    internal override string MechanismName { get; }
    internal override bool SendsFirst => true;
    internal override bool IsComplete => _next == Step.Done;

    /// <param name="nonce">Fixed for a test vector; null: 24 random bytes.</param>
    internal static ScramExchange Sha1(PasswordCredential credential, string? nonce = null) => new(credential, "SCRAM-SHA-1", HashAlgorithmName.SHA1, SHA1.HashSizeInBytes, nonce);

    /// <inheritdoc cref="Sha1"/>
    internal static ScramExchange Sha256(PasswordCredential credential, string? nonce = null) => new(credential, "SCRAM-SHA-256", HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, nonce);

    internal override byte[] Respond(ReadOnlySpan<byte> challenge)
    {
        var text = Encoding.UTF8.GetString(challenge);
        switch (_next)
        {
            case Step.First:
                _clientFirst = $"n={ScramText.EscapeName(SaslText.Prepare(_credential.UserName))},r={_nonce}";
                _next = Step.Proof;
                return Encoding.UTF8.GetBytes(NoChannelBinding + _clientFirst);
            case Step.Proof:
                _next = Step.Verify;
                return Encoding.UTF8.GetBytes(Prove(text));
            case Step.Verify:
                Verify(text);
                _next = Step.Done;
                return [];
            default:
                throw new ProtocolBrokenException("The server goes on asking after SCRAM has ended.");
        }
    }

    private string Prove(string serverFirst)
    {
        var (nonce, salt, iterations) = ScramText.ReadServerFirst(serverFirst, _nonce);
        var withoutProof = $"c={Convert.ToBase64String(Encoding.ASCII.GetBytes(NoChannelBinding))},r={nonce}";
        var signed = Encoding.UTF8.GetBytes($"{_clientFirst},{serverFirst},{withoutProof}");

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(SaslText.Prepare(_credential.Password.Reveal())), salt, iterations, _hash, _hashBytes);
        var clientKey = Hmac(salted, "Client Key"u8);
        var proof = Hmac(Hash(clientKey), signed);
        for (var i = 0; i < proof.Length; i++) proof[i] ^= clientKey[i];
        _serverSignature = Hmac(Hmac(salted, "Server Key"u8), signed);
        CryptographicOperations.ZeroMemory(salted);
        CryptographicOperations.ZeroMemory(clientKey);
        return $"{withoutProof},p={Convert.ToBase64String(proof)}";
    }

    private void Verify(string serverFinal)
    {
        var signature = ScramText.ReadServerFinal(serverFinal) ?? throw new ServerRefusedException(
            ErrorCodes.AuthenticationFailed, "The server refused the login.", "Check user name and password.") { ServerText = UntrustedText.Clean(serverFinal) };
        if (!CryptographicOperations.FixedTimeEquals(signature, _serverSignature))
        {
            throw new ServerRefusedException(ErrorCodes.AuthenticationFailed, "The server could not prove that it knows the password: it may not be the server it claims to be.", "Check the host name before you try again.");
        }
    }

    private byte[] Hmac(byte[] key, ReadOnlySpan<byte> data) => CryptographicOperations.HmacData(_hash, key, data);

    [SuppressMessage("Security", "CA5350", Justification = "SCRAM-SHA-1 is SHA-1 by its name; it is chosen only where SCRAM-SHA-256 is not offered.")]
    private byte[] Hash(byte[] data) => CryptographicOperations.HashData(_hash, data);
}
