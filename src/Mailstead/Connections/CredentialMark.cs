using System.Security.Cryptography;
using System.Text;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Connections;

/// <summary>Tells whether two credentials are the same without keeping either: a keyed hash, the key of this process alone.</summary>
internal static class CredentialMark
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    internal static string Of(MailCredential credential)
    {
        var secret = credential switch
        {
            PasswordCredential p => p.Password,
            BearerCredential b => b.AccessToken,
            _ => throw new NotSupportedException($"{credential.GetType().Name} is no known credential."),
        };
        return Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{credential.GetType().Name}\0{credential.UserName}\0{secret.Reveal()}")));
    }
}
