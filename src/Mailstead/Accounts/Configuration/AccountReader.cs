using System.Text.Json;
using Mailstead.Accounts.Discovery;
using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Makes an account of what the layers say.</summary>
internal sealed class AccountReader(LayeredSettings layers, SettingScope root, string configDirectory)
{
    public const string VariablePrefix = "MAILSTEAD_";

    /// <param name="name">Checked before.</param>
    /// <param name="fromEnvironment">The MAILSTEAD_ variables for an account speak for this one.</param>
    public Account Read(string name, bool fromEnvironment)
    {
        var prefix = fromEnvironment ? VariablePrefix : null;
        var scope = root.Enter(RootKeys.Accounts.Key, null).Enter(name, prefix);
        var address = layers.Find(AccountKeys.Address, scope)?.Value
            ?? throw ConfigFault.Missing(fromEnvironment ? VariablePrefix + "ADDRESS" : scope.PathOf(AccountKeys.Address.Key), PlaceOf(scope, fromEnvironment), "Set the owner's mail address.");
        var provider = FindProvider(scope, address);
        var imapScope = scope.Enter(EndpointKeys.Imap.Key, prefix is null ? null : prefix + "IMAP_");
        var smtpScope = scope.Enter(EndpointKeys.Smtp.Key, prefix is null ? null : prefix + "SMTP_");
        var imapReader = new EndpointReader(layers, imapScope, provider, isImap: true);
        var imap = imapReader.Read() ?? throw imapReader.Missing(EndpointKeys.Host.Key, $"Name the IMAP server of {address}, or let `mailstead account add` find it.");
        var smtpReader = new EndpointReader(layers, smtpScope, provider, isImap: false);
        var smtp = smtpScope.Node?.Kind == JsonValueKind.Null ? null : smtpReader.Read();
        var user = layers.Find(AccountKeys.User, scope)?.Value;
        var secret = FindSecret(AccountKeys.Secret, scope);
        return new Account
        {
            Id = new AccountId(name),
            Address = address,
            DisplayName = layers.FindOrDefault(AccountKeys.DisplayName, scope),
            Aliases = layers.FindOrDefault(AccountKeys.Aliases, scope),
            Provider = provider,
            Imap = imap,
            ImapUser = FindUser(imapScope, user, provider.ImapUserOf(address)),
            ImapSecret = FindSecret(EndpointKeys.Secret, imapScope) ?? secret ?? throw MissingSecret(scope, fromEnvironment),
            Smtp = smtp,
            SmtpUser = smtp is null ? null : FindUser(smtpScope, user, address),
            SmtpSecret = smtp is null ? null : FindSecret(EndpointKeys.Secret, smtpScope) ?? secret ?? throw smtpReader.Missing(EndpointKeys.Secret.Key, $"Say where the SMTP password is: {SecretReference.Forms}."),
            Auth = layers.Find(AccountKeys.Auth, scope)?.Value ?? DefaultAuth(scope, provider),
            AllowedRecipients = layers.FindOrDefault(AccountKeys.AllowedRecipients, scope),
            CaFile = layers.Find(AccountKeys.CaFile, scope) is { } ca ? UserPath.Resolve(ca.Value, configDirectory) : null,
            PinnedKeys = layers.FindOrDefault(AccountKeys.PinnedKeys, scope),
            Connections = new ConnectionReader(layers, [scope with { VariablePrefix = null }, root], scope.PathOf(ConnectionKeys.Group.Key)).Read(provider),
        };
    }

    private ProviderProfile FindProvider(SettingScope scope, string address)
    {
        if (layers.Find(AccountKeys.Provider, scope) is { } named) return named.Value;
        var domain = address[(address.LastIndexOf('@') + 1)..];
        var provider = ProviderTable.ByDomain(domain) ?? ProviderProfile.Generic;
        layers.Record(scope.PathOf(AccountKeys.Provider.Key), provider.Name, SettingOrigin.Default);
        return provider;
    }

    private string FindUser(SettingScope scope, string? ofAccount, string otherwise)
    {
        if (layers.Find(EndpointKeys.User, scope) is { } found) return found.Value;
        if (ofAccount is not null) return ofAccount;
        layers.Record(scope.PathOf(EndpointKeys.User.Key), otherwise, SettingOrigin.Default);
        return otherwise;
    }

    private AuthKind DefaultAuth(SettingScope scope, ProviderProfile provider)
    {
        var origin = provider.Auth == AuthKind.Password ? SettingOrigin.Default : new SettingOrigin(SettingLayer.Provider, provider.Name);
        layers.Record(scope.PathOf(AccountKeys.Auth.Key), AccountKeys.Auth.Type.Show(provider.Auth), origin);
        return provider.Auth;
    }

    // In the environment a password stands by itself; it becomes a reference to its variable.
    private SecretReference? FindSecret(Setting<SecretReference> setting, SettingScope scope)
    {
        if (layers.FromArgument(setting, scope) is null && layers.FromEnvironment(setting, scope) is null
            && scope.VariablePrefix is { } prefix && layers.TryGetVariable(prefix + "PASSWORD", out _))
        {
            var reference = new SecretReference(SecretSource.Env, prefix + "PASSWORD");
            layers.Record(scope.PathOf(setting.Key), reference.ToString(), new SettingOrigin(SettingLayer.Environment, reference.Name));
            return reference;
        }
        return layers.Find(setting, scope)?.Value;
    }

    private ConfigurationException MissingSecret(SettingScope scope, bool fromEnvironment) => ConfigFault.Missing(
        fromEnvironment ? VariablePrefix + "PASSWORD" : scope.PathOf(AccountKeys.Secret.Key), PlaceOf(scope, fromEnvironment),
        $"Say where the password is: {SecretReference.Forms}; `mailstead account add` stores one in the vault.");

    private string PlaceOf(SettingScope scope, bool fromEnvironment) =>
        fromEnvironment ? "environment" : scope.Node is { } node ? layers.Place(node) : layers.File;
}
