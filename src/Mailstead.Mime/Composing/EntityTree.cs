using System.Text.Unicode;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Composing;

/// <summary>The shape of a draft: mixed(alternative(text, related(html, images)), files), each level only when it is needed.</summary>
internal static class EntityTree
{
    public static Entity Of(MessageDraft draft)
    {
        var body = Text("text/plain", draft.TextBody);
        IEnumerable<DraftAttachment> files = draft.Attachments;
        if (draft.HtmlBody is { } html)
        {
            var images = draft.Attachments.Where(a => a.ContentId is not null).ToList();
            files = draft.Attachments.Where(a => a.ContentId is null);
            var visible = Text("text/html", html);
            if (images.Count > 0)
                visible = Multipart("multipart/related", [visible, .. images.Select(File)]) with { Parameters = [new("type", "text/html")] };
            body = Multipart("multipart/alternative", [body, visible]);
        }
        var attached = files.Select(File).ToList();
        return attached.Count == 0 ? body : Multipart("multipart/mixed", [body, .. attached]);
    }

    private static Entity Multipart(string mediaType, IReadOnlyList<Entity> children) => new(mediaType) { Children = children };

    private static Entity Text(string mediaType, string text)
    {
        var (encoding, bytes) = BodyEncoding.Text(text);
        return new Entity(mediaType) { Parameters = [new("charset", "utf-8")], Encoding = encoding, Bytes = bytes };
    }

    private static Entity File(DraftAttachment file)
    {
        const string field = "Attachment";
        HeaderWriter.Refuse($"{field} name", file.FileName);
        HeaderWriter.Refuse($"{field} media type", file.MediaType);
        var type = ContentTypeParser.Parse(file.MediaType, digest: false, out var damaged);
        if (damaged || file.MediaType.Length == 0 || type.IsMultipart) throw new FormatException($"{field} media type must be type/subtype and not multipart.");
        if (type.Type.Length + type.Subtype.Length > 127) throw new FormatException($"{field} media type is too long.");
        if (file.ContentId is { } id && !MessageIds.IsWritable(id)) throw new FormatException($"{field} content id must be one word without brackets.");

        var parameters = type.Parameters.Where(p => p.Key is not "name" && ContentTypeParser.IsToken(p.Key) && p.Key.Length <= 60).ToList();
        if (type.Type is "text" && type.Charset is null && Utf8.IsValid(file.Content.Span)) parameters.Add(new("charset", "utf-8"));
        if (file.FileName.Length > 0) parameters.Add(new("name", file.FileName));
        var entity = new Entity(type.MediaType)
        {
            Parameters = parameters,
            Disposition = file.ContentId is null ? "attachment" : "inline",
            FileName = file.FileName,
            ContentId = file.ContentId,
        };
        // A message travels as it is (RFC 2046 section 5.2.1 forbids base64 for it); one that cannot is sent as a file of bytes:
        // not plain lines, or no blank line after its header, for which a reader would take the break before the boundary.
        if (type.Type is "message")
        {
            if (BodyEncoding.IsPlain(file.Content.Span) && file.Content.Span.IndexOf("\r\n\r\n"u8) >= 0) return entity with { Bytes = file.Content };
            entity = entity with { MediaType = "application/octet-stream" };
        }
        return entity with { Encoding = TransferEncoding.Base64, Bytes = BodyEncoding.Base64(file.Content.Span) };
    }
}
