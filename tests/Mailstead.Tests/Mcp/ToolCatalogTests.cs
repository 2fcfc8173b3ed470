using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mailstead.Mcp.Tools;
using Mailstead.Testing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mcp;

public sealed partial class ToolCatalogTests
{
    private static string Listing() => JsonSerializer.Serialize(
        new ListToolsResult { Tools = [.. ToolCatalog.All.Select(t => t.Listing)] }, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ListToolsResult)));

    [Fact]
    public void The_whole_list_costs_at_most_3000_tokens() => (Listing().Length / 4).ShouldBeLessThanOrEqualTo(3000);

    [Fact]
    public void There_are_at_most_12_tools_each_a_verb_and_a_noun()
    {
        ToolCatalog.All.Count.ShouldBeLessThanOrEqualTo(12);
        foreach (var tool in ToolCatalog.All) VerbNoun().IsMatch(tool.Name).ShouldBeTrue(tool.Name);
    }

    /// <summary>A description is part of what a model obeys: each change of it is a change of this file, read by a person.</summary>
    [Fact]
    public void The_list_is_the_reviewed_one()
    {
        var actual = JsonNode.Parse(Listing())!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }).ReplaceLineEndings("\n") + "\n";
        var path = Corpus.Path("mcp", "tools.json");
        var reviewed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        var same = string.Equals(reviewed, actual, StringComparison.Ordinal);
        if (!same) File.WriteAllText(path + ".new", actual);
        same.ShouldBeTrue($"review {path}.new and put it in place");
    }

    [Fact]
    public void Every_schema_is_closed_to_unknown_arguments_and_says_what_is_required()
    {
        foreach (var tool in ToolCatalog.All)
        {
            var schema = tool.Listing.InputSchema;
            schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse(tool.Name);
            if (!schema.TryGetProperty("required", out var required)) continue;
            foreach (var name in required.EnumerateArray()) tool.ArgumentNames.ShouldContain(name.GetString()!);
        }
    }

    [GeneratedRegex("^[a-z]+_[a-z]+$", RegexOptions.NonBacktracking)]
    private static partial Regex VerbNoun();
}
