namespace Mailstead.Accounts.Configuration;

/// <summary>One account.</summary>
internal static class AccountKeys
{
    public static readonly Setting<string> Address = new("address", SettingTypes.Address, "The owner's address; From of what is sent.");
    public static readonly Setting<string> DisplayName = new("display_name", SettingTypes.Line("a name in one line"), "Name beside the address.") { Default = "" };
    public static readonly Setting<IReadOnlyList<string>> Aliases = new("aliases", new ListType(SettingTypes.Address, 100), "More addresses of the owner.") { Default = [] };
    public static readonly Setting<ProviderProfile> Provider = new("provider", SettingTypes.Provider, "Known provider whose servers and limits apply; by default told from the address.") { Default = ProviderProfile.Generic };
    public static readonly Setting<string> User = new("user", SettingTypes.Line("a user name in one line"), "Login name; by default the address.") { Aliases = ["username"] };
    public static readonly Setting<SecretReference> Secret = new("secret", SettingTypes.Secret, "Where the password or token is: " + SecretReference.Forms + ".") { IsSecret = true };
    public static readonly Setting<AuthKind> Auth = new("auth", SettingTypes.Auth, "What the secret is: a password, or an OAuth2 access token.") { Default = AuthKind.Password };
    public static readonly Setting<IReadOnlyList<string>> AllowedRecipients = new("allowed_recipients", new ListType(SettingTypes.Recipient, 1000), "Who may be written to without a person's consent: addresses, or @domain.") { Default = [] };
    public static readonly Setting<string> CaFile = new("ca_file", SettingTypes.Line("a file's path"), "PEM file with certificates trusted for this account beside the system's.");
    public static readonly Setting<IReadOnlyList<string>> PinnedKeys = new("pinned_keys", new ListType(SettingTypes.KeyPin, 16), "SHA-256 of public keys, one of which must be in the server's chain.") { Default = [] };

    public static readonly SettingGroup Group = new("*", "One account, under its name.",
        [Address, DisplayName, Aliases, Provider, User, Secret, Auth, AllowedRecipients, CaFile, PinnedKeys, ConnectionKeys.Preset],
        [EndpointKeys.Imap, EndpointKeys.Smtp, ConnectionKeys.Group]);
}
