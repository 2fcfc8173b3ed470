using Mailstead.Accounts.Checks;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_fresh_machine_is_healthy_and_hears_how_to_begin()
    {
        var (healthy, steps) = await RunAsync();
        healthy.ShouldBeTrue();
        steps.Select(s => (s.Name, s.Status)).ShouldBe(
            [("config.file", CheckStatus.Ok), ("config.accounts", CheckStatus.Warning), ("clock", CheckStatus.Ok), ("files.data", CheckStatus.Ok)]);
        steps[1].Remedy!.ShouldContain("account add");
    }

    [Fact]
    public async Task A_wrong_configuration_is_the_first_and_only_finding()
    {
        _home.Write("config.json", "{ \"acounts\": {} }");
        var (healthy, steps) = await RunAsync();
        healthy.ShouldBeFalse();
        var only = steps.ShouldHaveSingleItem();
        (only.Name, only.Status, only.Code).ShouldBe(("config.file", CheckStatus.Failed, DomainCodes.ConfigInvalid));
        only.Remedy!.ShouldContain("accounts");
    }

    [Fact]
    public async Task A_file_named_by_a_variable_must_exist()
    {
        _home.Environment["MAILSTEAD_CONFIG"] = Path.Combine(_home.Path, "absent.json");
        (await RunAsync()).Steps.ShouldHaveSingleItem().Detail.ShouldContain("absent.json");
    }

    [Theory]
    [InlineData(2001)]
    [InlineData(2150)]
    public async Task A_clock_that_cannot_be_right_fails(int year)
    {
        var (healthy, steps) = await RunAsync(new FakeTime(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        healthy.ShouldBeFalse();
        steps.Single(s => s.Name == "clock").Code.ShouldBe(DomainCodes.ClockWrong);
    }

    [Fact]
    public async Task A_clock_behind_the_files_is_warned_of()
    {
        var path = _home.Write("config.json", "{}");
        var now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        File.SetLastWriteTimeUtc(path, now.UtcDateTime.AddDays(2));
        (await RunAsync(new FakeTime(now))).Steps.Single(s => s.Name == "clock").Status.ShouldBe(CheckStatus.Warning);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_fails()
    {
        _home.Environment["MAILSTEAD_DATA_DIRECTORY"] = Path.Combine(_home.Write("file", ""), "inside");
        var (healthy, steps) = await RunAsync();
        healthy.ShouldBeFalse();
        steps.Single(s => s.Name == "files.data").Code.ShouldBe(DomainCodes.ConfigUnwritable);
    }

    [Fact]
    public async Task Files_open_to_others_are_named_with_the_command_that_mends_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes");
        await new Vault(_home.Paths, TimeProvider.System).WriteAsync("work", new Secret("x"), default);
        var config = _home.Write("config.json", """{ "accounts": { "work": { "address": "me@example.org", "secret": "file:secret", "imap": { "host": "127.0.0.1", "port": 1, "encryption": "none" } } } }""");
        var secret = _home.Write("secret", "pw");
        Open(config, UnixFileMode.GroupWrite);
        Open(secret, UnixFileMode.OtherRead);
        Open(_home.Paths.VaultKeyFile, UnixFileMode.GroupRead);
        var (healthy, steps) = await RunAsync();
        healthy.ShouldBeFalse();
        steps.Single(s => s.Name == "files.config").Remedy.ShouldBe($"Run: chmod go-w '{config}'");
        steps.Single(s => s.Name == "files.secret").Remedy.ShouldBe($"Run: chmod 600 '{secret}'");
        var key = steps.Single(s => s.Name == "files.vault_key");
        (key.Status, key.Code).ShouldBe((CheckStatus.Failed, DomainCodes.SecretUnavailable));
        steps.Count(s => s.Name.StartsWith("imap.", StringComparison.Ordinal)).ShouldBe(6);
    }

    private static void Open(string path, UnixFileMode also)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | also);
    }

    private async Task<(bool Healthy, List<CheckStep> Steps)> RunAsync(TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var steps = new List<CheckStep>();
        var credentials = new ConfiguredCredentials(new SecretReader(_home.Input, _home.Paths, new Vault(_home.Paths, clock), clock));
        var healthy = await new Doctor(() => _home.Input, new AccountCheck(credentials, clock), clock).RunAsync(steps.Add, default);
        return (healthy, steps);
    }
}
