using Mailstead.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class ConfigErrorTests
{
    private static string Account(string inner) => $$"""{ "accounts": { "work": { "address": "me@example.org", "secret": "env:P", "imap": { "host": "imap.example.org" }, {{inner}} } } }""";

    [Fact]
    public void A_misspelt_key_stops_the_start_with_its_path_line_and_the_right_name()
    {
        var error = ConfigBench.With("{\n  // comment\n  \"accounts\": {\n    \"work\": { \"adress\": \"me@example.org\" }\n  }\n}").Refusal();
        error.Code.ShouldBe(DomainCodes.ConfigInvalid);
        error.Key.ShouldBe("accounts.work.adress");
        error.Message.ShouldContain("line 4");
        error.Remedy.ShouldBe("Did you mean \"address\"?");
    }

    [Fact]
    public void A_key_that_resembles_nothing_gets_the_list_of_allowed_ones()
    {
        var error = ConfigBench.With("""{ "quite_another_thing": 1 }""").Refusal();
        error.Key.ShouldBe("quite_another_thing");
        error.Remedy!.ShouldContain("default_account");
        error.Remedy!.ShouldContain("connection_preset");
    }

    [Theory]
    [InlineData("\"connection\": { \"session_max_retries\": 11 }", "accounts.work.connection.session_max_retries", "11", "from 0 to 10")]
    [InlineData("\"connection\": { \"session_max_retries\": \"3\" }", "accounts.work.connection.session_max_retries", "3", "a whole number")]
    [InlineData("\"connection\": { \"idle_timeout\": 1741 }", "accounts.work.connection.idle_timeout", "1741", "30 to 1740")]
    [InlineData("\"connection\": { \"use_session_management\": \"yes\" }", "accounts.work.connection.use_session_management", "yes", "true or false")]
    [InlineData("\"smtp\": { \"host\": \"a b\" }", "accounts.work.smtp.host", "a b", "a host name")]
    [InlineData("\"smtp\": { \"host\": \"evil.example/x:1\" }", "accounts.work.smtp.host", "evil.example/x:1", "a host name")]
    [InlineData("\"smtp\": { \"host\": \"s.example.org\", \"port\": 0 }", "accounts.work.smtp.port", "0", "1 to 65535")]
    [InlineData("\"smtp\": { \"host\": \"s.example.org\", \"encryption\": \"ssl\" }", "accounts.work.smtp.encryption", "ssl", "tls, starttls, none")]
    [InlineData("\"connection_preset\": \"fast\"", "accounts.work.connection_preset", "fast", "default, aggressive, minimal, disabled")]
    [InlineData("\"provider\": \"gmial\"", "accounts.work.provider", "gmial", "gmail")]
    [InlineData("\"aliases\": [\"not an address\"]", "accounts.work.aliases", "", "name@example.org")]
    [InlineData("\"allowed_recipients\": \"a@b.example\"", "accounts.work.allowed_recipients", "a@b.example", "a list")]
    public void A_wrong_value_is_named_with_its_key_and_what_is_allowed(string inner, string key, string value, string allowed)
    {
        var error = ConfigBench.With(Account(inner)).Refusal();
        error.Key.ShouldBe(key);
        error.Message.ShouldContain(value);
        error.Message.ShouldContain("line 1");
        error.Message.ShouldContain(allowed);
    }

    [Theory]
    [InlineData("""{ "accounts": { "work": { "address": "me@example.org", "secret": "hunter2", "imap": { "host": "i.example.org" } } } }""", "accounts.work.secret")]
    [InlineData("""{ "accounts": { "work": { "address": "me@example.org", "password": "hunter2", "imap": { "host": "i.example.org" } } } }""", "accounts.work.password")]
    [InlineData("""{ "accounts": { "work": { "address": "me@example.org", "secret": "pass:hunter2", "imap": { "host": "i.example.org" } } } }""", "accounts.work.secret")]
    public void A_password_written_into_the_file_is_refused_and_not_repeated(string file, string key)
    {
        var error = ConfigBench.With(file).Refusal();
        error.Key.ShouldBe(key);
        (error.Message + error.Remedy).ShouldNotContain("hunter2");
        error.Remedy!.ShouldContain("vault:NAME");
    }

    [Fact]
    public void A_secret_in_a_variable_that_takes_a_reference_is_not_repeated()
    {
        var error = ConfigBench.With(ConfigBench.Work, ("MAILSTEAD_ACCOUNT", "work"), ("MAILSTEAD_SECRET", "hunter2")).Refusal();
        error.Key.ShouldBe("MAILSTEAD_SECRET");
        (error.Message + error.Remedy).ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("{ \"accounts\": { \"work\": { } }", "line 1")]
    [InlineData("{\n  \"session_ttl\": 5,\n  \"session_ttl\" 6\n}", "line 3")]
    [InlineData("", "line 1")]
    [InlineData("[]", "one JSON object")]
    [InlineData("{} {}", "not JSON")]
    public void Broken_JSON_is_named_with_its_line(string file, string expected) => ConfigBench.With(file).Refusal().Message.ShouldContain(expected);

    [Fact]
    public void A_key_given_twice_is_refused() =>
        ConfigBench.With("{ \"session_ttl\": 5,\n \"session_ttl\": 6 }").Refusal().Message.ShouldBe("session_ttl (config.json, line 2): the key is given twice.");

    [Fact]
    public void Two_names_of_one_setting_are_refused() =>
        ConfigBench.With("""{ "connection": { "max_retries": 1, "session_max_retries": 2 } }""").Refusal().Key.ShouldBe("connection.session_max_retries");

    [Fact]
    public void Nesting_without_end_is_refused() =>
        ConfigBench.With(string.Concat(Enumerable.Repeat("{\"accounts\":", 100_000))).Refusal().Code.ShouldBe(DomainCodes.ConfigInvalid);

    [Fact]
    public void The_name_of_an_account_is_checked() =>
        ConfigBench.With("""{ "accounts": { "My Work": { } } }""").Refusal().Message.ShouldContain(AccountId.Rule);

    [Fact]
    public void A_default_account_that_does_not_exist_is_refused_with_the_nearest()
    {
        var error = ConfigBench.With(ConfigBench.Work.Replace("{ \"accounts\"", "{ \"default_account\": \"wrok\", \"accounts\"", StringComparison.Ordinal)).Refusal();
        error.Key.ShouldBe("default_account");
        error.Remedy.ShouldBe("Did you mean \"work\"?");
    }

    [Fact]
    public void Plain_text_to_another_machine_needs_an_explicit_yes()
    {
        var file = ConfigBench.Work.Replace("\"host\"", "\"encryption\": \"none\", \"host\"", StringComparison.Ordinal);
        ConfigBench.With(file).Refusal().Key.ShouldBe("accounts.work.imap.encryption");
        ConfigBench.With(file.Replace("imap.example.org", "127.0.0.1", StringComparison.Ordinal)).OnlyAccount().Imap.AllowPlaintext.ShouldBeFalse();
        ConfigBench.With(file.Replace("\"none\"", "\"none\", \"allow_plaintext\": true", StringComparison.Ordinal)).OnlyAccount().Imap.AllowPlaintext.ShouldBeTrue();
    }

    [Fact]
    public void A_first_wait_longer_than_the_longest_is_refused()
    {
        var error = ConfigBench.With("""{ "connection": { "session_initial_backoff": 31 } }""").Refusal();
        error.Key.ShouldBe("connection.session_initial_backoff");
        error.Message.ShouldContain("session_max_backoff (30 s)");
    }

    [Fact]
    public void An_account_without_address_server_or_secret_names_what_is_missing()
    {
        ConfigBench.With("""{ "accounts": { "work": { } } }""").Refusal().Key.ShouldBe("accounts.work.address");
        ConfigBench.With("""{ "accounts": { "work": { "address": "me@example.org", "secret": "env:P" } } }""").Refusal().Key.ShouldBe("accounts.work.imap.host");
        ConfigBench.With("""{ "accounts": { "work": { "address": "me@gmail.com" } } }""").Refusal().Key.ShouldBe("accounts.work.secret");
    }

    [Fact]
    public void An_argument_that_names_no_setting_is_refused()
    {
        var bench = new ConfigBench { Arguments = { ["connection.timeuot"] = "5" } };
        var error = bench.Refusal();
        error.Key.ShouldBe("connection.timeuot");
        error.Remedy.ShouldBe("Did you mean \"connection.timeout\"?");
    }
}
