using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Prompts;

/// <summary>One prompt: its listing and its words, made from the arguments alone; the model fetches the mail by tools.</summary>
internal sealed record MailPrompt(Prompt Listing, Func<IReadOnlyDictionary<string, string>, string> Words);
