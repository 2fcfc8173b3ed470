using Mailstead.Accounts;
using Mailstead.Accounts.Checks;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Accounts.Discovery;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Sandbox;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class AccountCheckTests : IDisposable
{
    private static readonly string[] Steps = ["dns", "connect", "tls", "secret", "login", "capabilities"];
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_good_account_passes_every_step_of_both_servers()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var steps = await RunAsync(Account(sandbox), sandbox.Password);
        steps.Select(s => s.Name).ShouldBe([.. Steps.Select(s => "imap." + s), .. Steps.Select(s => "smtp." + s)]);
        steps.ShouldAllBe(s => s.Status == CheckStatus.Ok && s.Account == new AccountId("sandbox"));
        steps.ShouldAllBe(s => !s.Detail.Contains(sandbox.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_can_be_tested_with_a_typed_password_before_anything_is_stored()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var account = Mailstead.Accounts.Account.Create(new AccountId("new"), sandbox.Address, ProviderProfile.Generic, sandbox.Imap, sandbox.Smtp, new SecretReference(SecretSource.Vault, "new"))
            with { ImapUser = sandbox.UserName, SmtpUser = sandbox.UserName };
        var steps = new List<CheckStep>();
        await new AccountCheck(new TypedCredentials(new Secret(sandbox.Password)), TimeProvider.System).RunAsync(account, steps.Add, default);
        steps.ShouldAllBe(s => s.Status == CheckStatus.Ok);
        _home.Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_fails_at_the_login_with_the_providers_advice_and_one_attempt_for_both_servers()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var steps = await RunAsync(Account(sandbox) with { Provider = ProviderTable.ByName("gmail")! }, "wrong-password");
        var failed = steps.Where(s => s.Status == CheckStatus.Failed).ToList();
        failed.Select(s => s.Name).ShouldBe(["imap.login"]);
        failed.ShouldAllBe(s => s.Code == ErrorCodes.AuthenticationFailed && s.Remedy!.Contains("app password", StringComparison.Ordinal));
        steps.Where(s => s.Status == CheckStatus.Skipped).Select(s => s.Name).ShouldBe(["imap.capabilities", "smtp.login", "smtp.capabilities"]);
        steps.ShouldAllBe(s => !(s.Detail + s.Remedy).Contains("wrong-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_fails_at_the_connection()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var account = Account(sandbox);
        await sandbox.DisposeAsync();
        var steps = await RunAsync(account with { Smtp = null }, "x");
        steps.Select(s => s.Status).ShouldBe([CheckStatus.Ok, CheckStatus.Failed, CheckStatus.Skipped, CheckStatus.Skipped, CheckStatus.Skipped, CheckStatus.Skipped]);
        steps[1].Code.ShouldBe(ErrorCodes.ConnectionRefused);
        steps[1].Remedy.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_foreign_certificate_fails_at_TLS_before_any_credential_is_sent()
    {
        using var certificates = new TestCertificates();
        await using var peer = ScriptedPeer.StartTls(certificates.Server(), _ => Task.CompletedTask);
        var account = Account(peer.Endpoint(TlsMode.Implicit));
        var steps = await RunAsync(account, "hunter2");
        steps.Select(s => (s.Name, s.Status)).Take(4).ShouldBe([("imap.dns", CheckStatus.Ok), ("imap.connect", CheckStatus.Ok), ("imap.tls", CheckStatus.Failed), ("imap.secret", CheckStatus.Skipped)]);
        steps[2].Code.ShouldBe(ErrorCodes.CertificateInvalid);
        peer.Conversations.ShouldAllBe(c => c.Received.Length == 0);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_found_before_the_login()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var steps = await RunAsync(Account(sandbox) with { ImapSecret = new SecretReference(SecretSource.Env, "ABSENT"), Smtp = null }, "x");
        var failed = steps.Single(s => s.Status == CheckStatus.Failed);
        (failed.Name, failed.Code).ShouldBe(("imap.secret", DomainCodes.SecretUnavailable));
    }

    [Fact]
    public async Task A_CA_file_that_cannot_be_read_is_named()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var steps = await RunAsync(Account(sandbox) with { CaFile = "/no/such/file.pem", Smtp = null }, "x");
        steps.Single(s => s.Status == CheckStatus.Failed).Detail.ShouldContain("accounts.sandbox.ca_file");
    }

    [Fact]
    public async Task A_silent_server_ends_at_the_deadline()
    {
        var time = new FakeTime();
        await using var peer = ScriptedPeer.Start(c => c.ReadLineAsync());
        var steps = new List<CheckStep>();
        var running = Check(time, "x").RunAsync(Account(peer.Endpoint()), steps.Add, default);
        await time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));
        await running;
        (steps[1].Name, steps[1].Status, steps[1].Code).ShouldBe(("imap.connect", CheckStatus.Failed, ErrorCodes.Timeout));
    }

    [Fact]
    public async Task The_search_takes_the_first_candidate_that_answers()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        var gone = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, default);
        await gone.DisposeAsync();
        var search = new ServerSearch(TimeProvider.System);
        (await search.FindSmtpAsync([gone.Smtp, sandbox.Smtp], default)).ShouldBe(sandbox.Smtp);
        (await search.FindImapAsync([gone.Imap, sandbox.Imap], default)).ShouldBe(sandbox.Imap);
        (await search.FindImapAsync([gone.Imap], default)).ShouldBeNull();
    }

    private static Account Account(SandboxServer sandbox) => Account(sandbox.Imap) with
    {
        Address = sandbox.Address,
        ImapUser = sandbox.UserName,
        Smtp = sandbox.Smtp,
        SmtpUser = sandbox.UserName,
        SmtpSecret = new SecretReference(SecretSource.Env, "P"),
    };

    private static Account Account(MailEndpoint imap) => new()
    {
        Id = new AccountId("sandbox"), Address = "me@example.org", Imap = imap, ImapUser = "me", ImapSecret = new SecretReference(SecretSource.Env, "P"),
    };

    private async Task<List<CheckStep>> RunAsync(Account account, string password)
    {
        var steps = new List<CheckStep>();
        await Check(TimeProvider.System, password).RunAsync(account, steps.Add, default);
        return steps;
    }

    private AccountCheck Check(TimeProvider time, string password)
    {
        _home.Environment["P"] = password;
        return new AccountCheck(new ConfiguredCredentials(new SecretReader(_home.Input, _home.Paths, new Vault(_home.Paths, time), time)), time);
    }
}
