namespace Mailstead.Protocol.Sasl;

/// <summary>The strongest mechanism that both sides have.</summary>
internal static class SaslChoice
{
    /// <param name="offered">Mechanism names as the server announced them, any case.</param>
    /// <param name="isSecure">TLS, or a peer on this machine. Without it nothing that shows a password or a token is chosen.</param>
    /// <returns>Null when nothing fits.</returns>
    internal static SaslExchange? Choose(MailCredential credential, IReadOnlyList<string> offered, bool isSecure)
    {
        bool Has(string name) => offered.Contains(name, StringComparer.OrdinalIgnoreCase);
        return credential switch
        {
            PasswordCredential p when Has("SCRAM-SHA-256") => ScramExchange.Sha256(p),
            PasswordCredential p when Has("SCRAM-SHA-1") => ScramExchange.Sha1(p),
            PasswordCredential p when isSecure && Has("PLAIN") => new PlainExchange(p),
            PasswordCredential p when isSecure && Has("LOGIN") => new LoginExchange(p),
            PasswordCredential p when Has("CRAM-MD5") => new CramMd5Exchange(p),
            BearerCredential b when isSecure && Has("OAUTHBEARER") => new OAuthBearerExchange(b),
            BearerCredential b when isSecure && Has("XOAUTH2") => new XOAuth2Exchange(b),
            _ => null,
        };
    }
}
