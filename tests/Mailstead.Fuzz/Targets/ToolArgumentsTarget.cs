using System.Text.Json;
using Mailstead.Mcp.Tools;
using Mailstead.Protocol.Errors;

namespace Mailstead.Fuzz.Targets;

/// <summary>Arguments of a tool call, read in every way that a tool reads one.</summary>
internal sealed class ToolArgumentsTarget : FuzzTarget
{
    public override string Name => "mcp-arguments";
    public override int AllocationFactor => 3_000;
    public override long AllocationBase => 1 << 20;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        {"ids":["a","b"],"max_tokens":4000,"full_quotes":false,"account":"work"}
        {"query":"from:anna","limit":"20","cursor":null,"folder":"INBOX"}
        {"to":"[\"a@b.c\"]","subject":"[x","body":"text","attachments":[1,{"a":[]}]}
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("{\n}\n[\n]\n\"\n:\n,\n\"ids\":\n\"query\":\n\"[\\\"a\\\"]\"\n\"[[\n\\ud800\n\\u0000\nnull\n1e999\n1.5\n-2147483649\n{\"a\":\n\"true\"");

    public override void Run(byte[] input)
    {
        Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(input);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return;
            foreach (var member in document.RootElement.EnumerateObject()) values[member.Name] = member.Value.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The transport refuses it before a tool sees it: not JSON, or a name with half a surrogate pair.
            return;
        }
        foreach (var tool in ToolCatalog.All) Refusable(() => _ = new ToolArguments(values, tool.ArgumentNames));
        var arguments = new ToolArguments(values, [.. values.Keys]);
        foreach (var name in values.Keys)
        {
            Refusable(() => _ = arguments.RequiredText(name));
            Refusable(() => _ = arguments.RequiredTextList(name));
            Refusable(() => _ = arguments.Integer(name, 1, 0, 50));
            Refusable(() => _ = arguments.Flag(name, fallback: false));
            Refusable(() => _ = arguments.Choice(name, "a", "a", "b"));
        }
    }

    private static void Refusable(Action read)
    {
        try
        {
            read();
        }
        catch (CallerException)
        {
            // An answer for the model.
        }
    }
}
