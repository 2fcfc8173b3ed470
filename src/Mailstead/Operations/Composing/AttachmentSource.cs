using Mailstead.Protocol.Errors;

namespace Mailstead.Operations.Composing;

/// <summary>An attachment of a mail that the account has: the message, and the part or name.</summary>
internal sealed record AttachmentSource(LocatedMessage Message, string Part)
{
    /// <summary>"MESSAGE_ID/PART". Anything else, a path or a URL above all, is refused.</summary>
    public static (string Id, string Part) Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash == MessageKey.Length && slash + 1 < text.Length && MessageKey.TryParse(text[..slash], out _)
            ? (text[..slash], text[(slash + 1)..])
            : throw new CallerException("An attachment must be MESSAGE_ID/PART, of a message in the same account.", remedy: "Take both from read_messages; local files and URLs are not attached.");
    }
}
