using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Configuration;

/// <summary>One server of an account.</summary>
internal static class EndpointKeys
{
    public static readonly Setting<string> Host = new("host", SettingTypes.HostName, "The server's name. Known providers need none.") { Aliases = ["hostname"] };
    public static readonly Setting<int> Port = new("port", SettingTypes.Integer(1, 65_535), "Default by encryption: IMAP 993 (tls) or 143, SMTP 465 (tls) or 587.");
    public static readonly Setting<TlsMode> Encryption = new("encryption", SettingTypes.Encryption, "tls from the first byte; starttls as a must; none only on this machine or with allow_plaintext.") { Default = TlsMode.Implicit, Aliases = ["tls"] };
    public static readonly Setting<bool> AllowPlaintext = new("allow_plaintext", SettingTypes.Boolean, "Accepts that password and mail cross the network readable to all.") { Default = false };
    public static readonly Setting<string> User = new("user", SettingTypes.Line("a user name in one line"), "Login name for this server alone.") { Aliases = ["username"] };
    public static readonly Setting<SecretReference> Secret = new("secret", SettingTypes.Secret, "Where this server's password or token is.") { IsSecret = true };

    public static readonly SettingGroup Imap = new("imap", "The server that mail is read from.", All(), []);
    public static readonly SettingGroup Smtp = new("smtp", "The server that takes mail for sending; null for an account that cannot send.", All(), []) { IsNullable = true };

    private static Setting[] All() => [Host, Port, Encryption, AllowPlaintext, User, Secret];
}
