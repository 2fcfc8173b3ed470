using Mailstead.Errors;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Configuration;

/// <summary>Reads one server of an account, filling gaps from the provider table and from the usual ports.</summary>
internal sealed class EndpointReader(LayeredSettings layers, SettingScope scope, ProviderProfile provider, bool isImap)
{
    private readonly MailEndpoint? _known = isImap ? provider.Imap : provider.Smtp;

    /// <summary>Null: no server is named and none is known.</summary>
    public MailEndpoint? Read()
    {
        var host = layers.Find(EndpointKeys.Host, scope);
        var port = layers.Find(EndpointKeys.Port, scope);
        var encryption = layers.Find(EndpointKeys.Encryption, scope);
        var plain = layers.FindOrDefault(EndpointKeys.AllowPlaintext, scope);
        if (host is null && _known is null)
        {
            return port is null && encryption is null ? null : throw Missing(EndpointKeys.Host.Key, "Name the server, or remove the rest.");
        }
        var tls = encryption?.Value ?? (host is null && port is null ? _known!.Tls : OfPort(port?.Value));
        var endpoint = new MailEndpoint(host?.Value ?? _known!.Host, port?.Value ?? (host is null && _known!.Tls == tls ? _known.Port : UsualPort(tls)), tls, plain);
        RefusePlaintext(endpoint);
        if (host is null) layers.Record(scope.PathOf(EndpointKeys.Host.Key), endpoint.Host, FromProvider);
        if (port is null) layers.Record(scope.PathOf(EndpointKeys.Port.Key), EndpointKeys.Port.Type.Show(endpoint.Port), Assumed(host is null));
        if (encryption is null) layers.Record(scope.PathOf(EndpointKeys.Encryption.Key), EndpointKeys.Encryption.Type.Show(tls), Assumed(host is null));
        return endpoint;
    }

    public ConfigurationException Missing(string key, string remedy) =>
        ConfigFault.Missing(scope.PathOf(key), scope.Node is { } node ? layers.Place(node) : layers.File, remedy);

    private SettingOrigin FromProvider => new(SettingLayer.Provider, provider.Name);

    private SettingOrigin Assumed(bool fromProvider) => fromProvider ? FromProvider : SettingOrigin.Default;

    private static TlsMode OfPort(int? port) => port is 143 or 587 or 25 ? TlsMode.StartTls : TlsMode.Implicit;

    private int UsualPort(TlsMode tls) => (isImap, tls) switch
    {
        (true, TlsMode.Implicit) => 993,
        (true, _) => 143,
        (false, TlsMode.Implicit) => 465,
        (false, _) => 587,
    };

    private void RefusePlaintext(MailEndpoint endpoint)
    {
        if (endpoint.Tls != TlsMode.None || endpoint.AllowPlaintext || HostName.IsLoopback(endpoint.Host)) return;
        var path = scope.PathOf(EndpointKeys.Encryption.Key);
        throw new ConfigurationException(path, $"{path}: \"none\" would send the password readable to {endpoint.Host}, which is not this machine.",
            $"Use tls or starttls; or, where that is truly meant, set {scope.PathOf(EndpointKeys.AllowPlaintext.Key)} to true.");
    }
}
