using System.Text;
using Mailstead.Mime.Parsing;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Reading;

/// <summary>A message put together from parts that were fetched one by one, so that what reads whole messages reads these too.</summary>
internal static class PartialMessage
{
    private const string OctetStream = "application/octet-stream";
    private static ReadOnlySpan<byte> EndOfHeaders => "\r\n\r\n"u8;

    /// <summary>One part alone, with the type and encoding that BODYSTRUCTURE told.</summary>
    public static MimeMessage OfPart(BodyStructure part, ReadOnlyMemory<byte> body)
    {
        using var bytes = new MemoryStream(body.Length + 256);
        WritePart(bytes, part, body.Span);
        return MimeMessage.Parse(bytes.ToArray());
    }

    /// <summary>The message's own header fields, but for those that describe its content, and the text parts as alternatives.</summary>
    /// <param name="start">The first bytes of the message; its header block is taken.</param>
    public static MimeMessage OfTexts(ReadOnlyMemory<byte> start, IReadOnlyList<(BodyStructure Part, ReadOnlyMemory<byte> Body)> texts)
    {
        var end = start.Span.IndexOf(EndOfHeaders);
        var headers = MimeMessage.Parse(end < 0 ? start : start[..(end + EndOfHeaders.Length)]).Headers;
        var boundary = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        using var bytes = new MemoryStream();
        foreach (var field in headers)
        {
            if (field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            bytes.Write(field.Raw.Span);
            if (!field.Raw.Span.EndsWith("\n"u8))
            {
                bytes.Write("\r\n"u8);
            }
        }

        Write(bytes, $"Content-Type: multipart/alternative; boundary={boundary}\r\n\r\n");
        foreach (var (part, body) in texts)
        {
            Write(bytes, $"--{boundary}\r\n");
            WritePart(bytes, part, body.Span);
            Write(bytes, "\r\n");
        }

        Write(bytes, $"--{boundary}--\r\n");
        return MimeMessage.Parse(bytes.ToArray());
    }

    private static void WritePart(MemoryStream bytes, BodyStructure part, ReadOnlySpan<byte> body)
    {
        Write(bytes, $"Content-Type: {TypeOf(part.MediaType)}");
        foreach (var name in (ReadOnlySpan<string>)["charset", "format", "delsp"])
        {
            if (part.Parameters.GetValueOrDefault(name) is { } value && IsToken(value))
            {
                Write(bytes, $"; {name}={value}");
            }
        }

        Write(bytes, IsToken(part.Encoding) ? $"\r\nContent-Transfer-Encoding: {part.Encoding}\r\n\r\n" : "\r\n\r\n");
        bytes.Write(body);
    }

    /// <summary>A part whose own type would open a new level (a message, a multipart) is bytes here.</summary>
    private static string TypeOf(string mediaType) =>
        IsMediaType(mediaType) && !mediaType.StartsWith("message/", StringComparison.Ordinal) ? mediaType : OctetStream;

    /// <summary>The type as it may be written again: what is no type of one part is bytes.</summary>
    public static string Writable(string mediaType) => IsMediaType(mediaType) ? mediaType : OctetStream;

    private static bool IsMediaType(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && IsToken(text[..slash]) && IsToken(text[(slash + 1)..])
        && !text.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>RFC 2045 section 5.1; nothing of a server's answer goes into a header otherwise.</summary>
    private static bool IsToken(string value) =>
        value.Length is > 0 and <= 80 && value.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`{|}~".Contains(c, StringComparison.Ordinal));

    private static void Write(MemoryStream bytes, string text) => bytes.Write(Encoding.ASCII.GetBytes(text));
}
