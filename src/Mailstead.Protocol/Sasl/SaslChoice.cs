namespace Mailstead.Protocol.Sasl;

/// <summary>The strongest mechanism that both sides have.</summary>
internal static class SaslChoice
{
    /// <param name="offered">Mechanism names as the server announced them, any case.</param>
    /// <param name="mayShowSecrets">TLS, a peer on this machine, or the owner's opt-in to plain text. Without it nothing that shows a password or a token is chosen.</param>
    /// <returns>Null when nothing fits.</returns>
    internal static SaslExchange? Choose(MailCredential credential, IReadOnlyList<string> offered, bool mayShowSecrets)
    {
        bool Has(string name) => offered.Contains(name, StringComparer.OrdinalIgnoreCase);
        return credential switch
        {
            PasswordCredential p when Has("SCRAM-SHA-256") => ScramExchange.Sha256(p),
            PasswordCredential p when Has("SCRAM-SHA-1") => ScramExchange.Sha1(p),
            PasswordCredential p when mayShowSecrets && Has("PLAIN") => new PlainExchange(p),
            PasswordCredential p when mayShowSecrets && Has("LOGIN") => new LoginExchange(p),
            PasswordCredential p when Has("CRAM-MD5") => new CramMd5Exchange(p),
            BearerCredential b when mayShowSecrets && Has("OAUTHBEARER") => new OAuthBearerExchange(b),
            BearerCredential b when mayShowSecrets && Has("XOAUTH2") => new XOAuth2Exchange(b),
            _ => null,
        };
    }
}
