using System.Text.Json.Serialization;

namespace Mailstead.Operations;

/// <param name="Id">Message id.</param>
/// <param name="Part">Part of the attachment, or its name when that is unique.</param>
/// <param name="SaveAs">File name (not a path) inside the download folder; null: answer with text.</param>
/// <param name="MaxTokens">For text.</param>
/// <param name="WithContent">Answer with the decoded bytes too, for doors that carry bytes.</param>
public sealed record GetAttachmentRequest(string Id, string Part, bool Save = false, string? SaveAs = null, int MaxTokens = 4000, string? Account = null, bool WithContent = false);

/// <param name="Path">Where it was saved; null otherwise.</param>
/// <param name="Text">Text of a text attachment; null for what is not text.</param>
public sealed record GetAttachmentResult(string Name, string Type, long Size, string Sha256, string? Path = null, string? Text = null, bool Truncated = false)
{
    /// <summary>Decoded bytes, when asked for; never part of a JSON answer.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? Content { get; init; }
}
