namespace Mailstead.Mime.Composing;

/// <param name="ContentId">Set for an inline image that the HTML body names as cid:.</param>
public sealed record DraftAttachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content, string? ContentId = null);
