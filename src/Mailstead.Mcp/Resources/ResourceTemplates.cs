using ModelContextProtocol.Protocol;

namespace Mailstead.Mcp.Resources;

/// <summary>What can be read by URI: a message, and an attachment of one.</summary>
internal static class ResourceTemplates
{
    public const string MessagePrefix = "mailstead://message/";
    public const string AttachmentPrefix = "mailstead://attachment/";

    public static IReadOnlyList<ResourceTemplate> All { get; } =
    [
        new()
        {
            Name = "message",
            Title = "A message as text",
            UriTemplate = MessagePrefix + "{id}",
            Description = "One message: headers, visible text, attachments and links.",
            MimeType = "text/plain",
        },
        new()
        {
            Name = "attachment",
            Title = "An attachment",
            UriTemplate = AttachmentPrefix + "{id}/{part}",
            Description = "The content of one attachment, up to 1 MB.",
        },
    ];
}
