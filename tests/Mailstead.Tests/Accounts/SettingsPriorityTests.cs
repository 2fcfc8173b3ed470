using Mailstead.Accounts;
using Mailstead.Accounts.Configuration;
using Mailstead.Protocol.Transport;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class SettingsPriorityTests
{
    [Fact]
    public void Nothing_configured_is_fine_and_gives_the_defaults()
    {
        var settings = ConfigBench.With(null).Load();
        settings.Accounts.ShouldBeEmpty();
        settings.HasFile.ShouldBeFalse();
        settings.Connections.ShouldBe(ConnectionSettings.Default);
        settings.SessionTtl.ShouldBe(TimeSpan.FromHours(1));
        settings.Effective.ShouldAllBe(e => e.Origin.Layer == SettingLayer.Default);
    }

    [Fact]
    public void Argument_beats_environment_beats_file_beats_default()
    {
        var bench = ConfigBench.With("{\n\"connection\": { \"timeout\": 20 } }");
        Timeout(bench).ShouldBe(("20 s", "file, line 2"));
        bench.Environment["MAILSTEAD_TIMEOUT"] = "15";
        Timeout(bench).ShouldBe(("15 s", "environment MAILSTEAD_TIMEOUT"));
        bench.Arguments["connection.timeout"] = "10";
        Timeout(bench).ShouldBe(("10 s", "argument"));
        Timeout(ConfigBench.With("{}")).ShouldBe(("30 s", "default"));
    }

    [Theory]
    [InlineData("MCP_EMAIL_SERVER_USE_SESSION_MANAGEMENT", "false")]
    [InlineData("MCP_EMAIL_SERVER_SESSION_MAX_RETRIES", "7")]
    [InlineData("MCP_EMAIL_SERVER_SESSION_INITIAL_BACKOFF", "0.25")]
    [InlineData("MCP_EMAIL_SERVER_SESSION_MAX_BACKOFF", "12")]
    [InlineData("MCP_EMAIL_SERVER_SESSION_TIMEOUT", "60")]
    public void The_older_variable_names_are_understood(string name, string value)
    {
        var settings = ConfigBench.With(null, (name, value)).Load();
        var changed = settings.Effective.Where(e => e.Origin.Layer == SettingLayer.Environment).ShouldHaveSingleItem();
        changed.Origin.Detail.ShouldBe(name);
        changed.Value.Split(' ')[0].ShouldBe(value);
        settings.Connections.ShouldNotBe(ConnectionSettings.Default);
    }

    [Fact]
    public void Our_own_variable_beats_its_older_name() =>
        ConfigBench.With(null, ("MCP_EMAIL_SERVER_SESSION_MAX_RETRIES", "7"), ("MAILSTEAD_SESSION_MAX_RETRIES", "1")).Load().Connections.MaxRetries.ShouldBe(1);

    [Fact]
    public void SESSION_TTL_sets_the_idle_time_of_sessions() =>
        ConfigBench.With(null, ("SESSION_TTL", "3601")).Load().SessionTtl.ShouldBe(TimeSpan.FromSeconds(3601));

    [Fact]
    public void An_empty_variable_counts_as_not_set() =>
        ConfigBench.With(null, ("MAILSTEAD_SESSION_MAX_RETRIES", "")).Load().Connections.MaxRetries.ShouldBe(3);

    [Theory]
    [InlineData("default", true, 3, 1.0, 30, 1800)]
    [InlineData("aggressive", true, 5, 2.0, 60, 900)]
    [InlineData("minimal", true, 2, 0.5, 10, 3600)]
    [InlineData("disabled", false, 3, 1.0, 30, 1800)]
    public void A_preset_sets_its_values(string preset, bool managed, int retries, double initial, double max, double age)
    {
        var connections = ConfigBench.With($$"""{ "connection_preset": "{{preset}}" }""").Load().Connections;
        connections.UseSessionManagement.ShouldBe(managed);
        connections.MaxRetries.ShouldBe(retries);
        connections.InitialBackoff.TotalSeconds.ShouldBe(initial);
        connections.MaxBackoff.TotalSeconds.ShouldBe(max);
        connections.MaxAge.TotalSeconds.ShouldBe(age);
    }

    [Fact]
    public void A_key_beats_the_preset_beside_it_and_a_preset_of_the_environment_beats_keys_of_the_file()
    {
        var bench = ConfigBench.With("""{ "connection_preset": "aggressive", "connection": { "session_max_retries": 9 } }""");
        bench.Load().Connections.MaxRetries.ShouldBe(9);
        bench.Load().Connections.InitialBackoff.ShouldBe(TimeSpan.FromSeconds(2));
        bench.Environment["MAILSTEAD_CONNECTION_PRESET"] = "minimal";
        bench.Load().Connections.MaxRetries.ShouldBe(2);
        bench.Load().Effective.Single(e => e.Path == "connection.session_max_retries").Origin.ToString().ShouldBe("preset minimal (environment MAILSTEAD_CONNECTION_PRESET)");
    }

    [Fact]
    public void An_account_overrides_the_top_of_the_file_and_the_environment_overrides_both()
    {
        var file = """{ "connection": { "timeout": 20, "session_max_retries": 4 }, "accounts": { "work": { "address": "me@example.org", "secret": "env:P", "imap": { "host": "i.example.org" }, "connection_preset": "disabled", "connection": { "timeout": 25 } } } }""";
        var account = ConfigBench.With(file).OnlyAccount().Connections;
        (account.Timeout.TotalSeconds, account.MaxRetries, account.UseSessionManagement).ShouldBe((25, 4, false));
        ConfigBench.With(file, ("MCP_EMAIL_SERVER_USE_SESSION_MANAGEMENT", "true")).OnlyAccount().Connections.UseSessionManagement.ShouldBeTrue();
    }

    [Fact]
    public void A_provider_lowers_the_connections_unless_they_are_set()
    {
        var file = """{ "accounts": { "work": { "address": "me@gmx.de", "secret": "env:P" } } }""";
        ConfigBench.With(file).OnlyAccount().Connections.MaxConnections.ShouldBe(2);
        ConfigBench.With(file, ("MAILSTEAD_MAX_CONNECTIONS_PER_ACCOUNT", "1")).OnlyAccount().Connections.MaxConnections.ShouldBe(1);
    }

    [Fact]
    public void The_environment_alone_makes_a_whole_account()
    {
        var bench = ConfigBench.With(null, ("MAILSTEAD_ADDRESS", "me@example.org"), ("MAILSTEAD_USER", "me"), ("MAILSTEAD_PASSWORD", "pw"),
            ("MAILSTEAD_IMAP_HOST", "127.0.0.1"), ("MAILSTEAD_IMAP_PORT", "1143"), ("MAILSTEAD_IMAP_TLS", "none"),
            ("MAILSTEAD_SMTP_HOST", "smtp.example.org"), ("MAILSTEAD_SMTP_PORT", "587"), ("MAILSTEAD_SMTP_PASSWORD", "other"),
            ("MAILSTEAD_ALLOWED_RECIPIENTS", "boss@example.org, @example.com"));
        var account = bench.OnlyAccount();
        account.Imap.ShouldBe(new MailEndpoint("127.0.0.1", 1143, TlsMode.None));
        account.Smtp.ShouldBe(new MailEndpoint("smtp.example.org", 587, TlsMode.StartTls));
        (account.ImapUser, account.SmtpUser).ShouldBe(("me", "me"));
        account.ImapSecret.ToString().ShouldBe("env:MAILSTEAD_PASSWORD");
        account.SmtpSecret!.ToString().ShouldBe("env:MAILSTEAD_SMTP_PASSWORD");
        account.AllowedRecipients.ShouldBe(["boss@example.org", "@example.com"]);
        bench.Load().DefaultAccount.ShouldBe(new AccountId("default"));
        bench.Load().Effective.ShouldNotContain(e => e.Value == "pw" || e.Value == "other");
    }

    [Fact]
    public void Account_variables_override_the_account_of_the_file_that_they_name()
    {
        var account = ConfigBench.With(ConfigBench.Work, ("MAILSTEAD_ACCOUNT", "work"), ("MAILSTEAD_IMAP_PORT", "143")).OnlyAccount();
        account.Imap.ShouldBe(new MailEndpoint("imap.example.org", 143, TlsMode.StartTls));
        account.ImapSecret.ToString().ShouldBe("env:WORK_PASSWORD");
    }

    [Fact]
    public void A_server_variable_without_an_address_is_refused() =>
        ConfigBench.With(null, ("MAILSTEAD_IMAP_HOST", "i.example.org")).Refusal().Key.ShouldBe("MAILSTEAD_ADDRESS");

    [Fact]
    public void A_variable_that_looks_misspelt_is_warned_of()
    {
        ConfigBench.With(null, ("MAILSTEAD_IMAP_HOTS", "x"), ("MAILSTEAD_WORK_PASSWORD", "x"), ("OTHER", "x")).Load().Warnings
            .ShouldHaveSingleItem().ShouldBe("The variable MAILSTEAD_IMAP_HOTS is not read; did you mean MAILSTEAD_IMAP_HOST?");
    }

    [Fact]
    public void Smtp_null_means_that_the_account_cannot_send()
    {
        ConfigBench.With("""{ "accounts": { "g": { "address": "me@gmail.com", "secret": "vault:g" } } }""").OnlyAccount().Smtp!.Host.ShouldBe("smtp.gmail.com");
        ConfigBench.With("""{ "accounts": { "g": { "address": "me@gmail.com", "secret": "vault:g", "smtp": null } } }""").OnlyAccount().Smtp.ShouldBeNull();
    }

    private static (string, string) Timeout(ConfigBench bench)
    {
        var setting = bench.Load().Effective.Single(e => e.Path == "connection.timeout");
        return (setting.Value, setting.Origin.ToString());
    }
}
