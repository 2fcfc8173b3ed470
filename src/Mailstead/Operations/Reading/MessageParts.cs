using Mailstead.Protocol.Imap.Responses;
using Mailstead.Querying;

namespace Mailstead.Operations.Reading;

/// <summary>What of a BODYSTRUCTURE is body and what is attachment. A message inside a message is one attachment; its parts are its own.</summary>
internal sealed record MessageParts(BodyStructure? Plain, BodyStructure? Html, IReadOnlyList<BodyStructure> Attachments)
{
    public static MessageParts Of(BodyStructure? root)
    {
        var attachments = new List<BodyStructure>();
        BodyStructure? plain = null;
        BodyStructure? html = null;
        if (root is not null)
        {
            Visit(root);
        }

        return new(plain, html, attachments);

        void Visit(BodyStructure node)
        {
            if (node.IsMultipart)
            {
                foreach (var part in node.Parts)
                {
                    Visit(part);
                }
            }
            else if (AttachmentFilter.IsAttachment(node))
            {
                attachments.Add(node);
            }
            else if (node.MediaType is "text/plain")
            {
                plain ??= node;
            }
            else if (node.MediaType is "text/html")
            {
                html ??= node;
            }
        }
    }
}
