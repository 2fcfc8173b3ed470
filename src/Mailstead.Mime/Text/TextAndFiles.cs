using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Text;

/// <summary>A text/plain body, taken apart: what was written, and the files that stand in it as uuencode or yEnc.</summary>
/// <param name="Text">Without the files.</param>
/// <param name="Files">At most as many as <see cref="MimeLimits.MaxParts"/>; further ones stay in the text.</param>
public sealed record TextAndFiles(string Text, IReadOnlyList<TextFile> Files)
{
    /// <summary>Costs a search of the decoded body; a part that is not text/plain keeps all of its text.</summary>
    public static TextAndFiles Of(MimePart part)
    {
        using var body = DecodedBody.Of(part);
        if (!part.IsText || part.ContentType.Subtype is not "plain") return new(part.DecodeText(body.Bytes), []);
        var scanner = new TextFileScanner(body.Bytes, part.Source.Limits.MaxParts);
        var files = scanner.Run();
        return new(part.DecodeText(files.Count == 0 ? body.Bytes : scanner.Remaining), files);
    }
}
