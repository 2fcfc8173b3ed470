namespace Mailstead.Protocol.Transport;

/// <param name="AllowPlaintext">The account's explicit opt-in to <see cref="TlsMode.None"/> beyond loopback.</param>
public sealed record MailEndpoint(string Host, int Port, TlsMode Tls, bool AllowPlaintext = false);
