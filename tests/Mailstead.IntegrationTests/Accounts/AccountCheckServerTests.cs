using Mailstead.Accounts;
using Mailstead.Accounts.Checks;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Accounts;

/// <summary>Testing an account against Dovecot and Postfix, configured by variables as a person would.</summary>
public sealed class AccountCheckServerTests(MailServers servers)
{
    [Fact]
    public async Task Implicit_TLS_and_STARTTLS_pass_to_the_capabilities()
    {
        var steps = await RunAsync(servers.NextUser());
        steps.Where(s => s.Status != CheckStatus.Ok).ShouldBeEmpty();
        steps.Count.ShouldBe(12);
        steps.Single(s => s.Name == "imap.capabilities").Detail.ShouldContain("MOVE");
        steps.Single(s => s.Name == "smtp.capabilities").Detail.ShouldContain("PIPELINING");
    }

    [Fact]
    public async Task A_token_logs_in_as_well_as_a_password()
    {
        var user = servers.NextUser();
        var steps = await RunAsync(user, ("MAILSTEAD_AUTH", "bearer"), ("MAILSTEAD_PASSWORD", (await servers.TokenAsync(user)).Trim()));
        steps.Single(s => s.Name == "imap.login").Status.ShouldBe(CheckStatus.Ok);
    }

    [Fact]
    public async Task A_wrong_password_stops_at_the_login()
    {
        var failed = (await RunAsync(servers.NextUser(), ("MAILSTEAD_PASSWORD", "not-this-one"))).Where(s => s.Status == CheckStatus.Failed).ToList();
        failed.Select(s => s.Name).ShouldBe(["imap.login"]);
        failed.ShouldAllBe(s => s.Code == ErrorCodes.AuthenticationFailed && s.Remedy != null && !(s.Detail + s.Remedy).Contains("not-this-one"));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("wrong name")]
    [InlineData("untrusted")]
    public async Task A_certificate_with_a_fault_stops_at_TLS(string fault)
    {
        var host = fault switch { "expired" => servers.Settings.ExpiredHost, "wrong name" => servers.Settings.WrongNameHost, _ => servers.Settings.UntrustedHost };
        var failed = (await RunAsync(servers.NextUser(), ("MAILSTEAD_IMAP_HOST", host))).First(s => s.Status == CheckStatus.Failed);
        (failed.Name, failed.Code).ShouldBe(("imap.tls", ErrorCodes.CertificateInvalid));
    }

    [Fact]
    public async Task The_wrong_kind_of_encryption_stops_at_TLS_and_names_the_right_one()
    {
        var failed = (await RunAsync(servers.NextUser(), ("MAILSTEAD_IMAP_PORT", $"{servers.Settings.ImapPort}"))).First(s => s.Status == CheckStatus.Failed);
        (failed.Name, failed.Code).ShouldBe(("imap.tls", ErrorCodes.TlsFailed));
        failed.Remedy!.ShouldContain("STARTTLS");
    }

    [Fact]
    public async Task The_search_finds_the_port_that_answers()
    {
        var plain = new MailEndpoint(servers.Settings.Host, servers.Settings.ImapPort, TlsMode.None);
        var found = await new ServerSearch(TimeProvider.System).FindImapAsync([new MailEndpoint(servers.Settings.Host, servers.Settings.LmtpPort, TlsMode.None), plain], TestContext.Current.CancellationToken);
        found.ShouldBe(plain);
    }

    private async Task<List<CheckStep>> RunAsync(MailUser user, params (string Name, string Value)[] changes)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MAILSTEAD_HOME"] = Path.Combine(Path.GetTempPath(), "mailstead-no-such-home"),
            ["MAILSTEAD_ADDRESS"] = user.Address,
            ["MAILSTEAD_USER"] = user.Name,
            ["MAILSTEAD_PASSWORD"] = user.Password,
            ["MAILSTEAD_CA_FILE"] = servers.Settings.CertificateAuthority,
            ["MAILSTEAD_IMAP_HOST"] = servers.Settings.Host,
            ["MAILSTEAD_IMAP_PORT"] = $"{servers.Settings.ImapsPort}",
            ["MAILSTEAD_SMTP_HOST"] = servers.Settings.Host,
            ["MAILSTEAD_SMTP_PORT"] = $"{servers.Settings.SubmissionPort}",
            ["MAILSTEAD_SMTP_ENCRYPTION"] = "starttls",
        };
        foreach (var (name, value) in changes) variables[name] = value;
        var input = new SettingsInput { Environment = variables };
        var settings = SettingsLoader.Load(input);
        var secrets = new SecretReader(input, settings.Paths, new Vault(settings.Paths, TimeProvider.System), TimeProvider.System);
        var steps = new List<CheckStep>();
        await new AccountCheck(new ConfiguredCredentials(secrets), TimeProvider.System).RunAsync(settings.Accounts.Single(), steps.Add, TestContext.Current.CancellationToken);
        return steps;
    }
}
