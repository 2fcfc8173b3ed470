using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Querying;

/// <summary>has:attachment, answered from BODYSTRUCTURE.</summary>
public static class AttachmentFilter
{
    public static bool Keeps(AttachmentRule rule, BodyStructure structure) => rule switch
    {
        AttachmentRule.Required => HasAttachment(structure),
        AttachmentRule.Forbidden => !HasAttachment(structure),
        _ => true,
    };

    /// <summary>Leaves that a mail program lists: disposition attachment, a forwarded message, or a name on what is not an inline picture of the HTML.</summary>
    public static int Count(BodyStructure structure) => structure.Walk().Count(IsAttachment);

    public static bool HasAttachment(BodyStructure structure) => structure.Walk().Any(IsAttachment);

    public static bool IsAttachment(BodyStructure part)
    {
        if (part.IsMultipart) return false;
        if (part.MediaType is "message/rfc822" or "message/global") return true;
        if (string.Equals(part.Disposition, "attachment", StringComparison.OrdinalIgnoreCase)) return true;
        return !string.IsNullOrEmpty(part.FileName) && part.ContentId is null;
    }
}
