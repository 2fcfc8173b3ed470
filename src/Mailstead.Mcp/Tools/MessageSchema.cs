namespace Mailstead.Mcp.Tools;

/// <summary>The message of read_messages and read_thread, written once. Only what a model needs to know is described; more fields come along.</summary>
internal static class MessageSchema
{
    private const string Messages = """
        {"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"from_addr":{"type":"string"},"to_addrs":{"type":"array","items":{"type":"string"}},"cc_addrs":{"type":"array","items":{"type":"string"}},"subject":{"type":"string"},"received_at":{"type":"integer"},"body":{"type":"string"},"truncated":{"type":"boolean"},"folded":{"type":"integer"},"hidden_removed":{"type":"integer"},"attachments":{"type":"array","items":{"type":"object","properties":{"part":{"type":"string"},"name":{"type":"string"},"type":{"type":"string"},"size":{"type":"integer"}}}},"links":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"},"url":{"type":"string"},"mismatch":{"type":"boolean"}}}},"warnings":{"type":"array","items":{"type":"string"}}},"required":["id","subject","body"]}}
        """;

    /// <param name="properties">JSON object of the answer's properties, with MESSAGES where the list goes.</param>
    public static string Answer(string properties) =>
        $$"""{"type":"object","properties":{{properties.Replace("MESSAGES", Messages, StringComparison.Ordinal)}},"required":["messages"]}""";
}
