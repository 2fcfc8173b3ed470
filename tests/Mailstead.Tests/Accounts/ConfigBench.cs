using Shouldly;
using System.Text;
using Mailstead.Accounts;
using Mailstead.Accounts.Configuration;
using Mailstead.Errors;

namespace Mailstead.Tests.Accounts;

/// <summary>Loads settings from text, variables and arguments, without a disk.</summary>
internal sealed class ConfigBench
{
    public const string Work = """
        { "accounts": { "work": { "address": "me@example.org", "secret": "env:WORK_PASSWORD", "imap": { "host": "imap.example.org" } } } }
        """;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["HOME"] = "/users/me" };
    public Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);
    public string? File { get; set; }

    public static ConfigBench With(string? file, params (string Name, string Value)[] variables)
    {
        var bench = new ConfigBench { File = file };
        foreach (var (name, value) in variables) bench.Environment[name] = value;
        return bench;
    }

    public MailSettings Load()
    {
        var input = new SettingsInput { Environment = Environment, Arguments = Arguments };
        return SettingsLoader.Load(input, ConfigPaths.Resolve(input), File is null ? null : Encoding.UTF8.GetBytes(File));
    }

    public Account OnlyAccount() => Load().Accounts.Single();

    public ConfigurationException Refusal() => Should.Throw<ConfigurationException>(() => Load());
}
