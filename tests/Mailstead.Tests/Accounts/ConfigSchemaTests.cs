using System.Text.Json;
using Mailstead.Accounts.Configuration;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class ConfigSchemaTests
{
    [Fact]
    public void Every_key_that_is_read_is_in_the_schema_with_a_description_and_no_other_is()
    {
        var schema = Schema();
        Compare(schema, RootKeys.Group);
        Compare(Property(schema, "connection"), ConnectionKeys.Group);
        var account = Property(schema, "accounts").GetProperty("additionalProperties");
        Compare(account, AccountKeys.Group);
        Compare(Property(account, "imap"), EndpointKeys.Imap);
        Compare(Property(account, "smtp"), EndpointKeys.Smtp);
        Compare(Property(account, "connection"), ConnectionKeys.Group);
    }

    [Fact]
    public void Every_property_of_the_connection_settings_can_be_set_by_a_key()
    {
        // Each key in turn is set to a value that is not the default: exactly one property follows, and all are reached.
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var standard = ConfigBench.With(null).Load().Connections;
        foreach (var key in ConnectionKeys.Group.Settings.Select(s => s.Key))
        {
            var changed = ConfigBench.With($$"""{ "connection": { "{{key}}": {{(key == "use_session_management" ? "false" : key == "session_initial_backoff" ? "2" : key == "session_max_retries" ? "7" : "77")}} } }""").Load().Connections;
            reached.Add(changed.GetType().GetProperties().Single(p => p.Name != "Default" && !Equals(p.GetValue(changed), p.GetValue(standard))).Name);
        }
        reached.Count.ShouldBe(standard.GetType().GetProperties().Count(p => p.Name != "Default"));
    }

    [Fact]
    public void The_limits_in_the_schema_are_those_that_are_enforced()
    {
        var port = Property(Property(Property(Schema(), "accounts").GetProperty("additionalProperties"), "imap"), "port");
        (port.GetProperty("minimum").GetInt32(), port.GetProperty("maximum").GetInt32()).ShouldBe((1, 65535));
        var idle = Property(Property(Schema(), "connection"), "idle_timeout");
        ConfigBench.With($$"""{ "connection": { "idle_timeout": {{idle.GetProperty("maximum").GetDouble()}} } }""").Load();
        ConfigBench.With($$"""{ "connection": { "idle_timeout": {{idle.GetProperty("maximum").GetDouble() + 1}} } }""").Refusal();
    }

    private static void Compare(JsonElement schema, SettingGroup group)
    {
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(group.Keys, ignoreOrder: true);
        schema.GetProperty("properties").EnumerateObject().ShouldAllBe(p => p.Value.GetProperty("description").GetString()!.Length > 5);
        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    private static JsonElement Schema()
    {
        using var stream = new MemoryStream();
        ConfigSchema.Write(stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
