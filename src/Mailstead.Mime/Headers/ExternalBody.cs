using System.Globalization;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Headers;

/// <summary>
/// A message/external-body: a pointer to a body elsewhere (RFC 2046 section 5.2.3, RFC 2017 for URLs). It is never followed:
/// the sender would learn that, when and from where the mail is read, or name a local file.
/// </summary>
/// <param name="AccessType">In lower case: url, ftp, anon-ftp, tftp, local-file, mail-server, content-id, or what the message says; may be empty.</param>
/// <param name="Size">Octets, as the sender claims.</param>
/// <param name="Headers">Of the body that is elsewhere: its Content-Type, its Content-ID.</param>
public sealed record ExternalBody(string AccessType, IReadOnlyDictionary<string, string> Parameters, long? Size, DateTimeOffset? Expiration, HeaderList Headers)
{
    /// <summary>Without the blanks that folding put in (RFC 2017 section 3.1). Untrusted, of any scheme.</summary>
    public string? Url => Parameters.GetValueOrDefault("url")?.Replace(" ", "", StringComparison.Ordinal);
    public string? Name => Parameters.GetValueOrDefault("name");
    public string? Site => Parameters.GetValueOrDefault("site");
    public string? Directory => Parameters.GetValueOrDefault("directory");
    public string? Server => Parameters.GetValueOrDefault("server");

    /// <summary>Null for a part of any other type.</summary>
    public static ExternalBody? Of(MimePart part)
    {
        if (part.ContentType.MediaType is not "message/external-body") return null;
        var parameters = part.ContentType.Parameters;
        return new(
            (parameters.GetValueOrDefault("access-type") ?? "").ToLowerInvariant(),
            parameters,
            long.TryParse(parameters.GetValueOrDefault("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
            parameters.GetValueOrDefault("expiration") is { } text && MailDate.TryParse(text, out var date) ? date : null,
            FieldGroups.Read(part, max: 1) is [var fields, ..] ? fields : HeaderList.Empty);
    }
}
