using Mailstead.Accounts;
using Mailstead.Accounts.Discovery;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class AccountDiscoveryTests
{
    [Fact]
    public async Task A_known_domain_needs_no_DNS()
    {
        var found = await new AccountDiscovery([], TimeProvider.System).FindAsync("me@GMX.de", default);
        found.Source.ShouldBe(DiscoverySource.ProviderTable);
        found.Imap.ShouldBe([new MailEndpoint("imap.gmx.net", 993, TlsMode.Implicit)]);
        found.Provider.MaxConnections.ShouldBe(2);
        found.DnsWasSilent.ShouldBeFalse();
    }

    [Fact]
    public async Task Published_records_come_in_order_of_priority_with_implicit_TLS_first()
    {
        await using var dns = new FakeDnsServer()
            .Srv("_imap._tcp.example.org", 0, 0, 143, "plain.example.org")
            .Srv("_imaps._tcp.example.org", 20, 0, 993, "second.example.org")
            .Srv("_imaps._tcp.example.org", 10, 1, 1993, "light.example.org")
            .Srv("_imaps._tcp.example.org", 10, 9, 993, "heavy.example.org")
            .Srv("_submission._tcp.example.org", 0, 0, 587, "Smtp.Example.org")
            .Srv("_submissions._tcp.example.org", 0, 0, 465, "smtp.example.org");
        var found = await Discovery(dns).FindAsync("me@example.org", default);
        found.Source.ShouldBe(DiscoverySource.ServiceRecords);
        found.Imap.Select(e => $"{e.Host}:{e.Port} {e.Tls}").ShouldBe(
            ["heavy.example.org:993 Implicit", "light.example.org:1993 Implicit", "second.example.org:993 Implicit", "plain.example.org:143 StartTls"]);
        found.Smtp.Select(e => $"{e.Host}:{e.Port} {e.Tls}").ShouldBe(["smtp.example.org:465 Implicit", "smtp.example.org:587 StartTls"]);
        found.NeedsConfirmation.ShouldBeFalse();
    }

    [Theory]
    [InlineData("mail.hoster.example", true)]
    [InlineData("notexample.org", true)]
    [InlineData("example.org", false)]
    [InlineData("a.b.example.org", false)]
    public async Task A_host_outside_the_domain_needs_a_persons_word(string host, bool needsConfirmation)
    {
        await using var dns = new FakeDnsServer().Srv("_imaps._tcp.example.org", 0, 0, 993, host);
        (await Discovery(dns).FindAsync("me@example.org", default)).NeedsConfirmation.ShouldBe(needsConfirmation);
    }

    [Fact]
    public async Task The_records_of_a_hosted_domain_bring_the_providers_limits()
    {
        await using var dns = new FakeDnsServer().Srv("_imaps._tcp.example.org", 0, 1, 993, "imap.fastmail.com");
        (await Discovery(dns).FindAsync("me@example.org", default)).Provider.Name.ShouldBe("fastmail");
    }

    [Theory]
    [InlineData("aspmx.l.google.com", "gmail")]
    [InlineData("example-org.mail.protection.outlook.com", "exchange-online")]
    [InlineData("in1-smtp.messagingengine.com", "fastmail")]
    [InlineData("mxbiz1.qq.com", "qq-exmail")]
    [InlineData("mx.zoho.eu", "zoho-eu")]
    public async Task The_exchanger_tells_who_hosts_a_domain(string exchanger, string provider)
    {
        await using var dns = new FakeDnsServer().Mx("example.org", 10, exchanger);
        var found = await Discovery(dns).FindAsync("me@example.org", default);
        found.Source.ShouldBe(DiscoverySource.MailExchanger);
        found.Provider.Name.ShouldBe(provider);
    }

    [Theory]
    [InlineData("google.com.evil.example")]
    [InlineData("notgoogle.com")]
    public async Task A_name_that_only_looks_like_a_providers_is_not_taken_for_it(string exchanger)
    {
        await using var dns = new FakeDnsServer().Mx("example.org", 10, exchanger);
        var found = await Discovery(dns).FindAsync("me@example.org", default);
        found.Source.ShouldBe(DiscoverySource.Guess);
        found.Imap[0].ShouldBe(new MailEndpoint("imap.example.org", 993, TlsMode.Implicit));
        found.Imap.Concat(found.Smtp).ShouldAllBe(e => e.Tls != TlsMode.None);
    }

    [Theory]
    [InlineData("bad host.example.org")]
    [InlineData("a/b.example.org")]
    [InlineData("under_score.example.org")]
    [InlineData("\u00e4.example.org")]
    [InlineData(".")]
    public async Task A_target_that_is_no_host_name_is_passed_over(string target)
    {
        await using var dns = new FakeDnsServer().Srv("_imaps._tcp.example.org", 0, 0, 993, target).Srv("_imap._tcp.example.org", 0, 0, 0, "portless.example.org");
        (await Discovery(dns).FindAsync("me@example.org", default)).Source.ShouldBe(DiscoverySource.Guess);
    }

    [Fact]
    public async Task An_answer_that_did_not_fit_is_fetched_over_TCP()
    {
        await using var dns = new FakeDnsServer { Truncates = true }.Srv("_imaps._tcp.example.org", 0, 0, 993, "imap.example.org");
        var found = await Discovery(dns).FindAsync("me@example.org", default);
        found.Imap.ShouldHaveSingleItem().Host.ShouldBe("imap.example.org");
        dns.Streams.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_server_that_fails_is_followed_by_the_next()
    {
        await using var broken = new FakeDnsServer { Mangle = m => [.. m[..3], 0x82, .. m[4..]] };
        await using var good = new FakeDnsServer().Srv("_imaps._tcp.example.org", 0, 0, 993, "imap.example.org");
        var found = await new AccountDiscovery([broken.Address, good.Address], TimeProvider.System).FindAsync("me@example.org", default);
        found.Source.ShouldBe(DiscoverySource.ServiceRecords);
    }

    [Fact]
    public async Task Without_an_answer_it_guesses_and_says_that_DNS_was_silent()
    {
        var none = await new AccountDiscovery([], TimeProvider.System).FindAsync("me@example.org", default);
        (none.Source, none.DnsWasSilent).ShouldBe((DiscoverySource.Guess, true));
        await using var broken = new FakeDnsServer { Mangle = m => m[..11] };
        (await Discovery(broken).FindAsync("me@example.org", default)).DnsWasSilent.ShouldBeTrue();
    }

    [Fact]
    public async Task International_domains_are_asked_for_by_their_ASCII_names()
    {
        await using var dns = new FakeDnsServer().Srv("_imaps._tcp.xn--bcher-kva.example", 0, 0, 993, "imap.xn--bcher-kva.example");
        (await Discovery(dns).FindAsync("me@bücher.example", default)).Imap[0].Host.ShouldBe("imap.xn--bcher-kva.example");
    }

    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("@example.org")]
    [InlineData("me@")]
    [InlineData("me@exa mple.org")]
    [InlineData("me@example.org\r\n")]
    public async Task What_is_no_address_is_refused(string address) =>
        await Should.ThrowAsync<CallerException>(() => new AccountDiscovery([], TimeProvider.System).FindAsync(address, default));

    private static AccountDiscovery Discovery(FakeDnsServer dns) => new([dns.Address], TimeProvider.System);
}
