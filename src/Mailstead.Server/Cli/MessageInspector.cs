using System.Security.Cryptography;
using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Parsing;
using Mailstead.Safety;

namespace Mailstead.Server.Cli;

/// <summary>Lays a parsed message out for a person. Every string from the mail is cleaned first: a terminal obeys what it is shown.</summary>
internal static class MessageInspector
{
    /// <summary>Characters of one header value or name that are shown.</summary>
    private const int MaxLine = 4000;

    public static MessageInspection Inspect(ReadOnlyMemory<byte> raw)
    {
        var message = MimeMessage.Parse(raw);
        var body = BodyView.Of(message, fullQuotes: true);
        var attachments = message.Attachments.Select(Attachment).ToList();
        return new MessageInspection(
            raw.Length, Line(message.Subject), Names(message.From), Names(message.To), Names(message.Cc), Names(message.ReplyTo),
            message.Date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture), LineOrNull(message.MessageId), LineOrNull(message.InReplyTo), [.. message.References.Select(Line)],
            [.. message.Headers.Select(h => new InspectedHeader(Line(h.Name), Line(h.Value)))],
            body.Text, body.HiddenRemoved, body.Folded,
            [.. body.Links.Select(l => new InspectedLink(l.N, l.Text, l.Url, l.Mismatch, l.MixedScript))],
            attachments, Parts(message.Root),
            // Decoding found some of them just now.
            [.. message.Defects.Select(d => new InspectedDefect(SnakeCase(d.Kind.ToString()), d.Offset))],
            body.Warnings);
    }

    private static InspectedAttachment Attachment(MimePart part)
    {
        var content = part.Decode();
        var name = SafeFileName.Of(part.FileName ?? "", part.ContentType.MediaType);
        var said = LineOrNull(part.FileName);
        return new InspectedAttachment(part.Section, name, string.Equals(said, name, StringComparison.Ordinal) ? null : said, Line(part.ContentType.MediaType), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static List<InspectedPart> Parts(MimePart root)
    {
        var parts = new List<InspectedPart>();
        var left = new Stack<(MimePart Part, int Depth)>();
        left.Push((root, 0));
        while (left.TryPop(out var next))
        {
            var (part, depth) = next;
            parts.Add(new InspectedPart(depth, part.Section, Line(part.ContentType.MediaType), SnakeCase(part.TransferEncoding.ToString()),
                LineOrNull(part.ContentType.Charset), LineOrNull(part.Disposition?.Value), part.BodyOffset, part.BodyLength));
            if (part.EmbeddedMessage is { } inner) left.Push((inner.Root, depth + 1));
            for (var i = part.Children.Count - 1; i >= 0; i--) left.Push((part.Children[i], depth + 1));
        }

        return parts;
    }

    private static IReadOnlyList<string> Names(AddressList addresses) => [.. addresses.Select(a => Line(a.ToString()))];

    private static string Line(string text) => UntrustedText.Line(text, MaxLine);

    private static string? LineOrNull(string? text) => text is null ? null : Line(text);

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
