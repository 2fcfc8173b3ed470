using System.Text.Json;
using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Tools;

/// <summary>One tool: its static description and its shaping of arguments and result. Descriptions never carry text from a mailbox, so that a mail cannot poison them.</summary>
internal abstract class MailTool
{
    private readonly Lazy<Tool> _description;
    private readonly Lazy<IReadOnlyList<string>> _argumentNames;

    protected MailTool()
    {
        _description = new Lazy<Tool>(Describe);
        _argumentNames = new Lazy<IReadOnlyList<string>>(() =>
            [.. Parse(InputSchema).GetProperty("properties").EnumerateObject().Select(p => p.Name)]);
    }

    /// <summary>snake_case, verb_noun; never renamed.</summary>
    public abstract string Name { get; }
    protected abstract string Title { get; }
    protected abstract string Description { get; }
    protected abstract string InputSchema { get; }
    protected abstract string OutputSchema { get; }
    protected abstract ToolAnnotations Annotations { get; }

    /// <summary>The arguments that the tool knows, in the order of its schema.</summary>
    public IReadOnlyList<string> ArgumentNames => _argumentNames.Value;
    public Tool Listing => _description.Value;
    public abstract Task<ToolAnswer> RunAsync(ToolArguments arguments, McpCall call, CancellationToken cancellationToken);

    private Tool Describe() => new()
    {
        Name = Name,
        Title = Title,
        Description = Description,
        InputSchema = Parse(InputSchema),
        OutputSchema = Parse(OutputSchema),
        Annotations = Annotations,
    };

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
