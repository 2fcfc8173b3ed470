using Mailstead.Accounts;
using Mailstead.Accounts.Discovery;
using Mailstead.Protocol.Transport;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class ProviderTableTests
{
    public static TheoryData<string> Names => [.. ProviderTable.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_provider_has_safe_servers_and_a_hint(string name)
    {
        var profile = ProviderTable.ByName(name)!;
        foreach (var endpoint in new[] { profile.Imap!, profile.Smtp! })
        {
            HostName.TryNormalize(endpoint.Host, out var host).ShouldBeTrue();
            host.ShouldBe(endpoint.Host);
            endpoint.Tls.ShouldNotBe(TlsMode.None);
            if (endpoint.Port is 993 or 465) endpoint.Tls.ShouldBe(TlsMode.Implicit);
            if (endpoint.Port is 587) endpoint.Tls.ShouldBe(TlsMode.StartTls);
        }
        profile.PasswordHint.ShouldNotBeNullOrWhiteSpace();
        (profile.Domains.Count + profile.ExchangerSuffixes.Count).ShouldBeGreaterThan(0);
        (profile.MaxConnections ?? 3).ShouldBeInRange(1, 5);
        foreach (var domain in profile.Domains) HostName.TryNormalize(domain, out _).ShouldBeTrue(domain);
    }

    [Fact]
    public void No_name_and_no_domain_is_listed_twice()
    {
        ProviderTable.All.Select(p => p.Name).ShouldBeUnique();
        ProviderTable.All.SelectMany(p => p.Domains).ShouldBeUnique();
        ProviderTable.All.SelectMany(p => p.ExchangerSuffixes).ShouldBeUnique();
    }

    [Theory]
    [InlineData("me@gmail.com", "me@gmail.com", "me@gmail.com")]
    [InlineData("me@icloud.com", "me", "me@icloud.com")]
    public void The_user_name_is_what_the_provider_expects(string address, string imapUser, string smtpUser)
    {
        var account = ConfigBench.With($$"""{ "accounts": { "a": { "address": "{{address}}", "secret": "env:P" } } }""").OnlyAccount();
        (account.ImapUser, account.SmtpUser).ShouldBe((imapUser, smtpUser));
    }

    [Fact]
    public void A_provider_without_passwords_is_logged_in_to_with_a_token_by_default()
    {
        ConfigBench.With("""{ "accounts": { "a": { "address": "me@outlook.com", "secret": "env:P" } } }""").OnlyAccount().Auth.ShouldBe(AuthKind.Bearer);
        ConfigBench.With("""{ "accounts": { "a": { "address": "me@outlook.com", "secret": "env:P", "auth": "password" } } }""").OnlyAccount().Auth.ShouldBe(AuthKind.Password);
    }
}
