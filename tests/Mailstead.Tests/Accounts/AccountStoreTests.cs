using Mailstead.Accounts;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Accounts.Discovery;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class AccountStoreTests : IDisposable
{
    private static readonly Account Plain = new()
    {
        Id = new AccountId("plain"),
        Address = "me@example.org",
        Imap = new MailEndpoint("imap.example.org", 993, TlsMode.Implicit),
        ImapUser = "me",
        ImapSecret = new SecretReference(SecretSource.Vault, "plain"),
        Smtp = new MailEndpoint("smtp.example.org", 587, TlsMode.StartTls),
        SmtpUser = "me@example.org",
        SmtpSecret = new SecretReference(SecretSource.Env, "SMTP_PASSWORD"),
        AllowedRecipients = ["boss@example.org", "@example.com"],
        Aliases = ["i@example.org"],
        DisplayName = "Mé \"quoted\"",
    };

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_added_account_reads_back_the_same_and_its_password_is_in_the_vault()
    {
        await Store().AddAsync(Plain, new Secret("hunter2"), default);
        JsonOf(Load().Accounts.Single()).ShouldBe(JsonOf(Plain));
        Load().Accounts.Single().Smtp.ShouldBe(Plain.Smtp);
        Load().Accounts.Single().SmtpSecret.ShouldBe(Plain.SmtpSecret);
        Load().Accounts.Single().ImapUser.ShouldBe("me");
        (await Vault().ReadAsync("plain", default)).Reveal().ShouldBe("hunter2");
        File.ReadAllText(_home.Paths.ConfigFile).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_known_provider_needs_few_lines()
    {
        var gmail = ProviderTable.ByName("gmail")!;
        var reference = new SecretReference(SecretSource.Vault, "g");
        await Store().AddAsync(new Account { Id = new AccountId("g"), Address = "me@gmail.com", Provider = gmail, Imap = gmail.Imap!, ImapUser = "me@gmail.com", ImapSecret = reference, Smtp = gmail.Smtp, SmtpUser = "me@gmail.com", SmtpSecret = reference }, secret: null, default);
        File.ReadAllText(_home.Paths.ConfigFile).ShouldBe("""
            {
              "accounts": {
                "g": {
                  "address": "me@gmail.com",
                  "provider": "gmail",
                  "secret": "vault:g"
                }
              }
            }

            """);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ }\n")]
    [InlineData("{\n  // nothing yet\n}\n")]
    [InlineData("{ \"session_ttl\": 60 }")]
    [InlineData("{ \"session_ttl\": 60, }")]
    [InlineData("{\n  \"session_ttl\": 60 // a note\n}")]
    [InlineData("{\n  \"session_ttl\": 60, /* a , note } */\n}")]
    [InlineData("{ \"accounts\": {} }")]
    [InlineData("{ \"accounts\": { /* } */ } }")]
    [InlineData("{\r\n  \"accounts\": {\r\n    // first\r\n    \"a\": { \"address\": \"a@gmail.com\", \"secret\": \"env:A\" } // after\r\n  },\r\n}\r\n")]
    [InlineData("\uFEFF{ \"accounts\": { \"a\": { \"address\": \"a@gmail.com\", \"secret\": \"env:A\" }, } }")]
    public async Task Adding_and_removing_keeps_every_word_and_comment_of_the_file(string original)
    {
        _home.Write("config.json", original);
        var before = Load().Accounts.Count;
        await Store().AddAsync(Plain, secret: null, default);
        Load().Accounts.Count.ShouldBe(before + 1);
        Words(File.ReadAllText(_home.Paths.ConfigFile)).ShouldContain(w => w.Contains("plain", StringComparison.Ordinal));
        Words(original).Except(Words(File.ReadAllText(_home.Paths.ConfigFile))).ShouldBeEmpty();
        await Store().AddAsync(Plain with { Id = new AccountId("second") }, secret: null, default);
        await Store().RemoveAsync("plain", default);
        Load().Accounts.Select(a => a.Id.Value).ShouldContain("second");
        await Store().RemoveAsync("second", default);
        Load().Accounts.Count.ShouldBe(before);
        Words(original).Except(Words(File.ReadAllText(_home.Paths.ConfigFile))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removing_takes_the_default_and_the_vault_entry_along_but_not_one_that_another_account_uses()
    {
        await Store().AddAsync(Plain, new Secret("one"), default);
        var twin = Plain with { Id = new AccountId("twin") };
        await Store().AddAsync(twin, secret: null, default);
        _home.Write("config.json", File.ReadAllText(_home.Paths.ConfigFile).Replace("\"accounts\"", "\"default_account\": \"plain\",\n  \"accounts\"", StringComparison.Ordinal));
        Load().DefaultAccount.ShouldBe(new AccountId("plain"));
        await Store().RemoveAsync("plain", default);
        Load().DefaultAccount.ShouldBe(new AccountId("twin"));
        (await Vault().ReadAsync("plain", default)).Reveal().ShouldBe("one");
        await Store().RemoveAsync("twin", default);
        await Should.ThrowAsync<ConfigurationException>(() => Vault().ReadAsync("plain", default));
    }

    [Fact]
    public async Task A_name_that_exists_is_refused_and_one_that_does_not_gets_the_list()
    {
        await Store().AddAsync(Plain, secret: null, default);
        await Should.ThrowAsync<CallerException>(() => Store().AddAsync(Plain, secret: null, default));
        var error = await Should.ThrowAsync<CallerException>(() => Store().RemoveAsync("other", default));
        error.Code.ShouldBe(DomainCodes.UnknownAccount);
        error.Remedy!.ShouldContain("plain");
    }

    [Fact]
    public async Task What_the_file_would_not_accept_is_refused_before_anything_is_written()
    {
        await Should.ThrowAsync<ConfigurationException>(() => Store().AddAsync(Plain with { Imap = new MailEndpoint("evil host", 993, TlsMode.Implicit) }, new Secret("x"), default));
        _home.Files().ShouldBe(["config.json.lock"]);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store().AddAsync(Plain with { Id = new AccountId($"a{i}") }, secret: null, default))));
        Load().Accounts.Count.ShouldBe(12);
        _home.Files().ShouldBe(["config.json", "config.json.lock"]);
    }

    [Fact]
    public async Task A_link_stays_a_link_and_the_mode_of_the_file_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix links and modes");
        var real = _home.Write("dotfiles.json", "{}");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(_home.Paths.ConfigFile, real);
        await Store().AddAsync(Plain, secret: null, default);
        new FileInfo(_home.Paths.ConfigFile).LinkTarget.ShouldBe(real);
        File.ReadAllText(real).ShouldContain("plain");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(real).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_leaves_file_and_vault_as_they_were()
    {
        // The file is a link into a place where not even root can create files.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc");
        File.CreateSymbolicLink(_home.Paths.ConfigFile, "/proc/mailstead-test.json");
        var error = await Should.ThrowAsync<ConfigurationException>(() => Store().AddAsync(Plain, new Secret("hunter2"), default));
        error.Code.ShouldBe(DomainCodes.ConfigUnwritable);
        await Should.ThrowAsync<ConfigurationException>(() => Vault().ReadAsync("plain", default));
    }

    [Fact]
    public async Task A_home_below_a_file_is_named()
    {
        _home.Environment["MAILSTEAD_HOME"] = Path.Combine(_home.Write("file", ""), "inside");
        (await Should.ThrowAsync<ConfigurationException>(() => Store().AddAsync(Plain, secret: null, default))).Code.ShouldBe(DomainCodes.ConfigUnwritable);
    }

    private AccountStore Store() => new(_home.Input, Vault(), TimeProvider.System);

    private Vault Vault() => new(_home.Paths, TimeProvider.System);

    private MailSettings Load() => SettingsLoader.Load(_home.Input);

    private static string JsonOf(Account account) => AccountJson.Write(account);

    private static string[] Words(string text) => text.Split([' ', '\n', '\r', ',', '{', '}', '\uFEFF'], StringSplitOptions.RemoveEmptyEntries);
}
