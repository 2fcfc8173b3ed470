using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Discovery;

/// <summary>Where the mail of an address may be.</summary>
/// <param name="Imap">To be tried in this order.</param>
/// <param name="Smtp">To be tried in this order; empty: the account cannot send.</param>
public sealed record DiscoveredServers(DiscoverySource Source, ProviderProfile Provider, IReadOnlyList<MailEndpoint> Imap, IReadOnlyList<MailEndpoint> Smtp)
{
    /// <summary>Published records name a host outside the address's domain. DNS is not signed here: a person must confirm the name before a password goes there (RFC 6186 section 6).</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>No DNS server answered, so published records may have been missed.</summary>
    public bool DnsWasSilent { get; init; }
}
