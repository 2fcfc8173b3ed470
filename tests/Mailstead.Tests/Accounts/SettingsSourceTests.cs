using Mailstead.Accounts;
using Mailstead.Accounts.Configuration;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class SettingsSourceTests : IDisposable
{
    private const string Two = """
        { "accounts": {
            "work": { "address": "me@example.org", "secret": "env:P", "imap": { "host": "i.example.org" } },
            "home": { "address": "me@gmail.com", "secret": "env:P" } } }
        """;

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_reload_swaps_the_whole_snapshot_and_nothing_else_does()
    {
        var source = new SettingsSource(() => _home.Input);
        var before = source.Get();
        _home.Write("config.json", """{ "session_ttl": 60, "connection": { "timeout": 5 } }""");
        source.Get().ShouldBeSameAs(before);
        var after = source.Get(reload: true);
        (after.SessionTtl.TotalSeconds, after.Connections.Timeout.TotalSeconds).ShouldBe((60, 5));
        source.Get().ShouldBeSameAs(after);
        before.SessionTtl.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void A_faulty_file_leaves_the_former_snapshot_in_place()
    {
        _home.Write("config.json", Two);
        var source = new SettingsSource(() => _home.Input);
        var before = source.Get();
        _home.Write("config.json", "{ \"accounts\": 5 }");
        Should.Throw<ConfigurationException>(() => source.Get(reload: true)).Key.ShouldBe("accounts");
        source.Get().ShouldBeSameAs(before);
    }

    [Fact]
    public void Accounts_are_found_by_name_or_address_and_wrong_names_get_the_right_ones()
    {
        _home.Write("config.json", Two);
        var accounts = new ConfiguredAccounts(new SettingsSource(() => _home.Input));
        accounts.Find("home").Address.ShouldBe("me@gmail.com");
        accounts.Find("Me@Example.org").Id.Value.ShouldBe("work");
        var wrong = Should.Throw<CallerException>(() => accounts.Find("hone"));
        wrong.Code.ShouldBe(DomainCodes.UnknownAccount);
        wrong.Remedy.ShouldBe("Did you mean \"home\"? Accounts: work, home.");
        Should.Throw<CallerException>(() => accounts.Find(null)).Remedy.ShouldBe("Name one of: work, home.");
    }

    [Fact]
    public void The_only_account_is_meant_when_none_is_named_and_without_any_it_says_how_to_begin()
    {
        var source = new SettingsSource(() => _home.Input);
        Should.Throw<CallerException>(() => new ConfiguredAccounts(source).Find(null)).Remedy!.ShouldContain("account add");
        _home.Write("config.json", ConfigBench.Work);
        source.Get(reload: true);
        new ConfiguredAccounts(source).Find(null).Id.Value.ShouldBe("work");
    }

    [Fact]
    public void Every_effective_setting_says_where_it_came_from_and_no_secret_is_shown()
    {
        _home.Write("config.json", Two);
        var shown = new SettingsSource(() => _home.Input).Get().Effective.ToDictionary(e => e.Path, e => $"{e.Value} <- {e.Origin}", StringComparer.Ordinal);
        shown["accounts.work.address"].ShouldBe("me@example.org <- file, line 2");
        shown["accounts.work.imap.port"].ShouldBe("993 <- default");
        shown["accounts.work.secret"].ShouldBe("env:P <- file, line 2");
        shown["accounts.home.imap.host"].ShouldBe("imap.gmail.com <- provider gmail");
        shown["accounts.home.imap.user"].ShouldBe("me@gmail.com <- default");
        shown["accounts.home.connection.max_connections_per_account"].ShouldBe("5 <- provider gmail");
        shown["session_ttl"].ShouldBe("3600 s <- default");
        shown["data_directory"].ShouldBe($"{Path.Combine(_home.Path, "data")} <- default");
    }

    [Theory]
    [InlineData("me@example.org", "example")]
    [InlineData("me@mail.GMX.de", "gmx")]
    [InlineData("me@localhost", "localhost")]
    [InlineData("me@\u4f8b\u3048.jp", "mail")]
    public void A_name_is_offered_for_an_address(string address, string name) => AccountId.Suggest(address).Value.ShouldBe(name);
}
