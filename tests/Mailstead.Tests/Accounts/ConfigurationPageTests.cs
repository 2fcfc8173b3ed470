using System.Globalization;
using Mailstead.Accounts.Configuration;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

/// <summary>The page for people is held to the table that reads the configuration.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "operate", "configuration.md"));

    [Fact]
    public void Every_key_stands_on_the_page_with_its_description_default_and_aliases()
    {
        SettingGroup[] groups = [RootKeys.Group, ConnectionKeys.Group, AccountKeys.Group, EndpointKeys.Imap, EndpointKeys.Smtp];
        var lines = Page.Split('\n');
        groups.SelectMany(g => g.Settings).Where(s => s != RootKeys.Schema)
            .Where(s => !Array.Exists(lines, l => l.StartsWith($"| `{s.Key}` |", StringComparison.Ordinal)
                && l.Contains(s.Description, StringComparison.Ordinal)
                && l.Contains(s.DefaultText, StringComparison.Ordinal)
                && s.Aliases.All(a => l.Contains($"`{a}`", StringComparison.Ordinal))))
            .Select(s => s.Key)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_variable_that_is_read_stands_on_the_page() =>
        MisspelledVariables.Known.Where(v => !Page.Contains($"`{v}`", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Every_preset_stands_in_the_guide_with_its_values()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "guide", "connect-your-account.md"));
        foreach (var p in ConnectionPreset.All.Where(p => p.UseSessionManagement))
            guide.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.MaxRetries} | {p.InitialBackoff!.Value.TotalSeconds} s | {p.MaxBackoff!.Value.TotalSeconds} s | {p.MaxAge!.Value.TotalSeconds} s |"));
        ConnectionPreset.All.Where(p => !guide.Contains($"| `{p.Name}` |", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
