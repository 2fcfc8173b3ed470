namespace Mailstead.Accounts.Discovery;

/// <summary>How the servers of an address were found, the surest first.</summary>
public enum DiscoverySource
{
    /// <summary>The address belongs to a known provider.</summary>
    ProviderTable,

    /// <summary>The domain publishes its servers (RFC 6186, RFC 8314).</summary>
    ServiceRecords,

    /// <summary>The domain's mail goes to a known provider.</summary>
    MailExchanger,

    /// <summary>Nothing is known: the usual names, to be tried.</summary>
    Guess,
}
