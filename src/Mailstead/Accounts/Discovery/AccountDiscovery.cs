using System.Net;
using Mailstead.Mime.Addresses;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Discovery;

/// <summary>From an address to its servers: provider table, published records, the domain's exchangers, the usual names. Speaks DNS and nothing else; no password is at hand here.</summary>
public sealed class AccountDiscovery
{
    private readonly DnsClient _dns;

    /// <summary>With the system's DNS servers.</summary>
    public AccountDiscovery(TimeProvider time) : this(NameServers.OfSystem(), time) { }

    internal AccountDiscovery(IReadOnlyList<IPEndPoint> nameServers, TimeProvider time) => _dns = new DnsClient(nameServers, time);

    /// <exception cref="CallerException">Not a mail address.</exception>
    public async Task<DiscoveredServers> FindAsync(string address, CancellationToken cancellationToken)
    {
        var at = address.LastIndexOf('@');
        var domain = (at > 0 ? DomainName.TryParse(address[(at + 1)..]) : null)?.Ascii
            ?? throw new CallerException("This is not a mail address.", remedy: "Give it as name@example.org.");
        if (ProviderTable.ByDomain(domain) is { } known) return Of(DiscoverySource.ProviderTable, known);
        var imaps = _dns.FindAsync($"_imaps._tcp.{domain}", DnsRecordType.Srv, cancellationToken);
        var imap = _dns.FindAsync($"_imap._tcp.{domain}", DnsRecordType.Srv, cancellationToken);
        var submissions = _dns.FindAsync($"_submissions._tcp.{domain}", DnsRecordType.Srv, cancellationToken);
        var submission = _dns.FindAsync($"_submission._tcp.{domain}", DnsRecordType.Srv, cancellationToken);
        var exchangers = _dns.FindAsync(domain, DnsRecordType.Mx, cancellationToken);
        var found = await Task.WhenAll(imaps, imap, submissions, submission, exchangers);
        var silent = found.Any(f => f is null);
        MailEndpoint[] published = [.. Endpoints(found[0], TlsMode.Implicit), .. Endpoints(found[1], TlsMode.StartTls)];
        if (published.Length > 0)
        {
            MailEndpoint[] smtp = [.. Endpoints(found[2], TlsMode.Implicit), .. Endpoints(found[3], TlsMode.StartTls)];
            return new DiscoveredServers(DiscoverySource.ServiceRecords, ProviderTable.ByServer(published[0].Host) ?? ProviderProfile.Generic, published, smtp)
            {
                NeedsConfirmation = published.Concat(smtp).Any(e => !ProviderTable.IsUnder(e.Host, domain)),
                DnsWasSilent = silent,
            };
        }
        var provider = found[4]?.Select(mx => ProviderTable.ByExchanger(mx.Host)).FirstOrDefault(p => p is not null);
        return (provider is null ? Guess(domain) : Of(DiscoverySource.MailExchanger, provider)) with { DnsWasSilent = silent };
    }

    private static DiscoveredServers Of(DiscoverySource source, ProviderProfile provider) => new(source, provider, [provider.Imap!], [provider.Smtp!]);

    private static DiscoveredServers Guess(string domain) => new(DiscoverySource.Guess, ProviderProfile.Generic,
        [
            new MailEndpoint($"imap.{domain}", 993, TlsMode.Implicit),
            new MailEndpoint($"mail.{domain}", 993, TlsMode.Implicit),
            new MailEndpoint(domain, 993, TlsMode.Implicit),
            new MailEndpoint($"imap.{domain}", 143, TlsMode.StartTls),
            new MailEndpoint($"mail.{domain}", 143, TlsMode.StartTls),
        ],
        [
            new MailEndpoint($"smtp.{domain}", 465, TlsMode.Implicit),
            new MailEndpoint($"mail.{domain}", 465, TlsMode.Implicit),
            new MailEndpoint($"smtp.{domain}", 587, TlsMode.StartTls),
            new MailEndpoint($"mail.{domain}", 587, TlsMode.StartTls),
        ]);

    private static IEnumerable<MailEndpoint> Endpoints(IReadOnlyList<DnsRecord>? records, TlsMode tls) =>
        (records ?? []).Select(r => new MailEndpoint(r.Host, r.Port, tls));
}
