using System.Text.Json;
using Mailstead.Mcp.Tools;
using Mailstead.Protocol.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mcp;

public sealed class ToolArgumentsTests
{
    private static readonly string[] Known = ["ids", "limit", "save", "folder"];

    private static ToolArguments Read(string json) =>
        new(JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone()), Known);

    [Theory]
    [InlineData("""{"ids":["a","b"]}""", new[] { "a", "b" })]
    [InlineData("""{"ids":"a"}""", new[] { "a" })]
    [InlineData("""{"ids":"[\"a\",\"b\"]"}""", new[] { "a", "b" })]
    [InlineData("""{"ids":"[draft] hello"}""", new[] { "[draft] hello" })]
    public void A_list_may_come_as_a_list_a_string_or_a_list_in_a_string(string json, string[] expected) =>
        Read(json).TextList("ids").ShouldBe(expected);

    [Theory]
    [InlineData("""{"limit":7}""", 7)]
    [InlineData("""{"limit":"7"}""", 7)]
    [InlineData("""{"limit":null}""", 20)]
    [InlineData("""{}""", 20)]
    public void A_number_may_come_as_a_string_and_null_means_absent(string json, int expected) =>
        Read(json).Integer("limit", 20, 1, 200).ShouldBe(expected);

    [Theory]
    [InlineData("""{"limit":0}""")]
    [InlineData("""{"limit":201}""")]
    [InlineData("""{"limit":1.5}""")]
    [InlineData("""{"limit":"many"}""")]
    [InlineData("""{"limit":99999999999}""")]
    [InlineData("""{"limit":[1]}""")]
    public void A_number_out_of_range_is_refused_with_the_range(string json)
    {
        var error = Should.Throw<CallerException>(() => Read(json).Integer("limit", 20, 1, 200));
        error.Code.ShouldBe("invalid_argument");
        error.Message.ShouldContain("1 to 200");
    }

    [Fact]
    public void An_unknown_argument_is_refused_with_the_right_name()
    {
        var error = Should.Throw<CallerException>(() => Read("""{"limt":3}"""));
        error.Message.ShouldContain("limt");
        error.Remedy.ShouldNotBeNull().ShouldContain("Did you mean 'limit'?");
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        var error = Should.Throw<CallerException>(() => Read("{}").RequiredTextList("ids"));
        error.Message.ShouldBe("'ids' is missing.");
    }

    [Fact]
    public void A_choice_names_what_is_allowed()
    {
        Read("""{"folder":"SENT"}""").Choice("folder", "inbox", "inbox", "sent").ShouldBe("sent");
        Should.Throw<CallerException>(() => Read("""{"folder":"x"}""").Choice("folder", "inbox", "inbox", "sent"))
            .Remedy.ShouldBe("Use one of: inbox, sent.");
    }

    [Fact]
    public void A_long_wrong_value_is_shown_shortened()
    {
        var error = Should.Throw<CallerException>(() => Read($$"""{"save":"{{new string('x', 500)}}"}""").Flag("save", fallback: false));
        error.Message.Length.ShouldBeLessThan(150);
    }
}
