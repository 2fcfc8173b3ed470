namespace Mailstead.Mime.Parsing;

/// <summary>
/// Which parts are the text, which are files: the algorithm of RFC 8621 section 4.1.4, which writes down what good mail
/// programs do. An attached message is a file; nothing inside it is body.
/// </summary>
internal sealed class BodySelection
{
    public List<MimePart> Text { get; } = [];
    public List<MimePart> Html { get; } = [];
    public List<MimePart> Attachments { get; } = [];
    public List<MimePart> Inline { get; } = [];

    public static BodySelection Of(MimePart root)
    {
        var selection = new BodySelection();
        selection.Walk([root], "mixed", false, toText: true, toHtml: true);
        return selection;
    }

    /// <summary>Recursion is bounded by the depth limit of the parsed tree.</summary>
    private void Walk(IReadOnlyList<MimePart> parts, string multipart, bool inAlternative, bool toText, bool toHtml)
    {
        int textBefore = Text.Count, htmlBefore = Html.Count;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.IsMultipart)
            {
                var subtype = part.ContentType.Subtype;
                Walk(part.Children, subtype, inAlternative || subtype is "alternative", toText, toHtml);
                continue;
            }
            if (!IsInline(part, i, multipart))
            {
                AddFile(part, multipart);
                continue;
            }
            var isPlain = part.ContentType.MediaType is "text/plain";
            var isHtml = part.ContentType.MediaType is "text/html";
            if (multipart is "alternative")
            {
                if (isPlain && toText) Text.Add(part);
                else if (isHtml && toHtml) Html.Add(part);
                else AddFile(part, multipart);
                continue;
            }
            // Text beside an image within one alternative belongs to that alternative only.
            if (inAlternative && isPlain) toHtml = false;
            if (inAlternative && isHtml) toText = false;
            if (toText) Text.Add(part);
            if (toHtml) Html.Add(part);
            if (IsMedia(part)) AddFile(part, multipart);
        }
        if (multipart is not "alternative" || !toText || !toHtml) return;
        // Only one form was offered: it serves both readers.
        if (Text.Count == textBefore && Html.Count > htmlBefore) Text.AddRange(Html[htmlBefore..]);
        else if (Html.Count == htmlBefore && Text.Count > textBefore) Html.AddRange(Text[textBefore..]);
    }

    private static bool IsInline(MimePart part, int index, string multipart)
    {
        if (part.Disposition is { IsAttachment: true }) return false;
        if (part.ContentType.MediaType is not ("text/plain" or "text/html") && !IsMedia(part)) return false;
        return index == 0 || (multipart is not "related" && (IsMedia(part) || part.FileName is null));
    }

    private static bool IsMedia(MimePart part) => part.ContentType.Type is "image" or "audio" or "video";

    private void AddFile(MimePart part, string multipart)
    {
        if (multipart is "related" && part.Disposition is not { IsAttachment: true } && part.ContentId is not null) Inline.Add(part);
        else Attachments.Add(part);
    }
}
