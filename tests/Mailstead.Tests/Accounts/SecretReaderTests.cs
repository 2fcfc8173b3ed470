using Mailstead.Accounts;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class SecretReaderTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("env:WORK", SecretSource.Env, "WORK")]
    [InlineData("file:~/secrets/work", SecretSource.File, "~/secrets/work")]
    [InlineData("command:pass show 'mail/work'", SecretSource.Command, "pass show 'mail/work'")]
    [InlineData("vault:work", SecretSource.Vault, "work")]
    public void Reads_the_forms_of_references(string text, SecretSource source, string name)
    {
        SecretReference.TryParse(text, out var reference).ShouldBeTrue();
        reference.ShouldBe(new SecretReference(source, name));
        reference!.ToConfigText().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("env:")]
    [InlineData("env:A B")]
    [InlineData("env:1A")]
    [InlineData("vault:../x")]
    [InlineData("ENV:A")]
    [InlineData("file:a\nb")]
    [InlineData(":x")]
    public void Refuses_what_is_no_reference(string text) => SecretReference.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Shows_of_a_command_the_program_alone() =>
        new SecretReference(SecretSource.Command, "curl -H token:hunter2").ToString().ShouldBe("command:curl …");

    [Fact]
    public async Task Reads_a_variable()
    {
        _home.Environment["WORK"] = "pw with space ";
        (await Read("env:WORK")).ShouldBe("pw with space ");
        (await Refusal("env:OTHER")).Key.ShouldBe("env:OTHER");
    }

    [Theory]
    [InlineData("pw", "pw")]
    [InlineData("pw\n", "pw")]
    [InlineData("pw\r\n", "pw")]
    [InlineData(" pw ", " pw ")]
    public async Task Reads_a_file_without_its_final_newline(string content, string expected)
    {
        _home.Write("secret", content);
        (await Read("file:secret")).ShouldBe(expected);
        (await Read($"file:{_home.Path}/secret")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("hunter2\nsecond\n")]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData("hunter2\0inside")]
    public async Task Refuses_a_file_that_holds_no_single_line(string content)
    {
        _home.Write("secret", content);
        (await Refusal("file:secret")).Key.ShouldBe("file:secret");
    }

    [Fact]
    public async Task Names_a_file_that_is_missing_or_too_large()
    {
        (await Refusal("file:absent")).Message.ShouldContain("does not exist");
        _home.Write("large", new string('x', Vault.MaxSecret + 1));
        (await Refusal("file:large")).Message.ShouldContain("more than 65536 bytes");
    }

    [Fact]
    public async Task Reads_the_first_line_of_a_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX programs");
        (await Read("command:printf 'first line\\nsecond\\n'")).ShouldBe("first line");
        (await Read("command:printf %s no-newline")).ShouldBe("no-newline");
    }

    [Fact]
    public async Task No_shell_reads_the_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX programs");
        (await Read("command:echo $HOME;id|cat *")).ShouldBe("$HOME;id|cat *");
    }

    [Fact]
    public async Task Names_why_a_program_gave_no_secret_without_what_it_printed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX programs");
        (await Refusal("command:sh -c 'echo hunter2; echo hunter2 >&2; exit 3'")).Message.ShouldContain("exit code 3");
        (await Refusal("command:/no/such/program")).Message.ShouldContain("cannot be started");
        (await Refusal("command:echo 'open")).Message.ShouldContain("open quote");
        (await Refusal("command:head -c 70000 /dev/zero")).Message.ShouldContain("more than 65536 bytes");
        (await Refusal("command:true")).Message.ShouldContain("is empty");
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_ended_after_ten_seconds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX programs");
        var time = new FakeTime();
        var reading = Reader(time).ReadAsync(Parse("command:sleep 600"), default);
        await time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        (await Should.ThrowAsync<ConfigurationException>(reading)).Message.ShouldContain("did not end within 10 s");
    }

    [Theory]
    [InlineData("a b  c", new[] { "a", "b", "c" })]
    [InlineData("a 'b c' \"d e\"", new[] { "a", "b c", "d e" })]
    [InlineData("a\\ b '' \"\"", new[] { "a b", "", "" })]
    [InlineData("a'b'\"c\"", new[] { "abc" })]
    [InlineData("'a\\b' \"a\\b\" \"a\\\"b\"", new[] { "a\\b", "a\\b", "a\"b" })]
    [InlineData("   ", new string[0])]
    public void Splits_words_as_a_POSIX_shell_groups_them(string line, string[] words) => CommandLine.Split(line).ShouldBe(words);

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a\\")]
    public void Does_not_guess_where_a_quote_ends(string line) => CommandLine.Split(line).ShouldBeNull();

    [Fact]
    public async Task Makes_the_credential_that_the_account_asks_for()
    {
        _home.Environment["P"] = "pw";
        var credentials = new ConfiguredCredentials(Reader(TimeProvider.System));
        var account = ConfigBench.With(ConfigBench.Work.Replace("env:WORK_PASSWORD", "env:P", StringComparison.Ordinal)).OnlyAccount();
        (await credentials.ForImapAsync(account, default)).ShouldBeOfType<PasswordCredential>().Password.Reveal().ShouldBe("pw");
        (await credentials.ForImapAsync(account with { Auth = AuthKind.Bearer }, default)).ShouldBeOfType<BearerCredential>().UserName.ShouldBe("me@example.org");
        await Should.ThrowAsync<Mailstead.Protocol.Errors.CallerException>(async () => await credentials.ForSmtpAsync(account, default));
    }

    private SecretReader Reader(TimeProvider time) => new(_home.Input, _home.Paths, new Vault(_home.Paths, time), time);

    private async Task<string> Read(string reference) => (await Reader(TimeProvider.System).ReadAsync(Parse(reference), default)).Reveal();

    private async Task<ConfigurationException> Refusal(string reference)
    {
        var error = await Should.ThrowAsync<ConfigurationException>(() => Reader(TimeProvider.System).ReadAsync(Parse(reference), default));
        error.Code.ShouldBe(DomainCodes.SecretUnavailable);
        (error.Message + error.Remedy).ShouldNotContain("hunter2");
        return error;
    }

    private static SecretReference Parse(string text) => SecretReference.TryParse(text, out var reference) ? reference! : throw new ArgumentException("Not a reference.", nameof(text));
}
