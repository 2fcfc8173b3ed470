namespace Mailstead.Protocol.Imap.Responses;

/// <summary>BODYSTRUCTURE (RFC 9051 section 7.5.2): one node of the tree.</summary>
public sealed class BodyStructure
{
    internal BodyStructure() { }

    /// <summary>Section number for BODY[..]: "1", "1.2"; "" for a multipart root, "2.TEXT" for the multipart inside the message that is part 2.</summary>
    public string Section { get; internal init; } = "";

    /// <summary>Lower case: text/plain, multipart/mixed.</summary>
    public string MediaType { get; internal init; } = "";

    /// <summary>Of Content-Type, decoded (RFC 2231).</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; internal init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    public string? ContentId { get; internal init; }

    /// <summary>Lower case.</summary>
    public string Encoding { get; internal init; } = "7bit";
    public uint Octets { get; internal init; }

    /// <summary>Lower case: attachment, inline; null when not given.</summary>
    public string? Disposition { get; internal init; }

    /// <summary>Decoded file name of disposition or type; untrusted.</summary>
    public string? FileName { get; internal init; }
    public IReadOnlyList<BodyStructure> Parts { get; internal init; } = [];
    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>This node and all below it, depth first. Nesting is bounded by <see cref="ImapLimits.MaxDepth"/>.</summary>
    public IEnumerable<BodyStructure> Walk()
    {
        var open = new Stack<BodyStructure>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var at = node.Parts.Count - 1; at >= 0; at--)
                open.Push(node.Parts[at]);
        }
    }
}
