using System.Buffers;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;

namespace Mailstead.Sandbox.Imap.Fetching;

/// <summary>Cuts the octets of a section out of a message. Null: there is no such part.</summary>
internal static class SectionExtractor
{
    public static ReadOnlyMemory<byte>? Extract(MimeMessage message, SectionSpec section)
    {
        if (Find(message, section) is not { } octets)
            return null;
        if (section.Range is not { } range)
            return octets;
        var start = (int)Math.Min(range.Offset, (uint)octets.Length);
        return octets.Slice(start, (int)Math.Min(range.Count, (uint)(octets.Length - start)));
    }

    private static ReadOnlyMemory<byte>? Find(MimeMessage message, SectionSpec section)
    {
        if (section.Path.Count == 0)
            return OfMessage(message, section);
        var owner = message;
        var part = message.Root;
        for (var i = 0; i < section.Path.Count; i++)
        {
            // A part that holds a message is left through that message's body.
            if (i > 0 && part.EmbeddedMessage is { } inner)
                (owner, part) = (inner, inner.Root);
            else if (i > 0 && !part.IsMultipart)
                return null;
            var number = section.Path[i];
            if (part.IsMultipart && number <= part.Children.Count)
                part = part.Children[number - 1];
            else if (part.IsMultipart || number != 1)
                return null;
        }

        return section.Text switch
        {
            SectionText.All => part.RawBody,
            SectionText.Mime => HeaderOf(owner, part),
            _ => part.EmbeddedMessage is { } embedded ? OfMessage(embedded, section) : null,
        };
    }

    private static ReadOnlyMemory<byte>? OfMessage(MimeMessage message, SectionSpec section) => section.Text switch
    {
        SectionText.All => message.Raw,
        SectionText.Header => HeaderOf(message, message.Root),
        SectionText.Text => message.Raw[message.Root.BodyOffset..],
        SectionText.HeaderFields => Fields(message.Headers, f => section.Fields.Contains(f.Name, StringComparer.OrdinalIgnoreCase)),
        SectionText.HeaderFieldsNot => Fields(message.Headers, f => !section.Fields.Contains(f.Name, StringComparer.OrdinalIgnoreCase)),
        _ => null,
    };

    private static ReadOnlyMemory<byte> HeaderOf(MimeMessage owner, MimePart part) => owner.Raw[part.HeaderOffset..part.BodyOffset];

    /// <summary>The fields as they stand, and the empty line that always ends them.</summary>
    private static ReadOnlyMemory<byte> Fields(HeaderList headers, Func<HeaderField, bool> wanted)
    {
        var octets = new ArrayBufferWriter<byte>();
        foreach (var field in headers)
        {
            if (!wanted(field))
                continue;
            octets.Write(field.Raw.Span.TrimEnd("\r\n"u8));
            octets.Write("\r\n"u8);
        }

        octets.Write("\r\n"u8);
        return octets.WrittenMemory;
    }
}
