using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Accounts.Configuration;
using Mailstead.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class ConfigRobustnessTests
{
    private static readonly byte[] Good = Encoding.UTF8.GetBytes("""
        { // a comment
          "default_account": "work", "connection_preset": "minimal",
          "connection": { "timeout": 12.5, "use_session_management": true },
          "accounts": { "work": { "address": "me@example.org", "aliases": ["i@example.org", "ü@example.org"],
            "secret": "command:pass show 'a b'", "imap": { "host": "imap.example.org", "port": 993 }, "smtp": null, }, }
        }
        """);

    private static readonly SettingsInput Input = new() { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = "/users/me" } };

    [Fact]
    public void Any_damage_to_a_file_either_loads_or_is_refused_with_a_key()
    {
        var outcomes = new HashSet<bool>();
        var damage = from at in Gen.Choose(0, Good.Length - 1) from value in Gen.Choose(0, 255) from cut in Gen.Choose(0, 3) select (at, (byte)value, cut);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(damage.ToArbitrary(), d =>
        {
            var text = Good.ToArray();
            text[d.at] = d.Item2;
            outcomes.Add(Loads([.. text[..d.at], .. text[Math.Min(text.Length, d.at + d.cut)..]]));
        }));
        outcomes.Count.ShouldBe(2);
    }

    [Fact]
    public void Many_keys_are_read_in_linear_time()
    {
        // 80,000 unknown keys: a quadratic check for doubles would take minutes.
        var text = "{" + string.Join(',', Enumerable.Range(0, 80_000).Select(i => $"\"k{i}\":1")) + "}";
        Loads(Encoding.UTF8.GetBytes(text)).ShouldBeFalse();
    }

    private static bool Loads(byte[] text)
    {
        try
        {
            SettingsLoader.Load(Input, ConfigPaths.Resolve(Input), text);
            return true;
        }
        catch (ConfigurationException e)
        {
            e.Key.ShouldNotBeNullOrEmpty();
            return false;
        }
    }
}
