namespace Mailstead.Mime.Headers;

/// <summary>Type and subtype in lower case; parameters decoded (RFC 2231), names in lower case.</summary>
public sealed record ContentType(string Type, string Subtype, IReadOnlyDictionary<string, string> Parameters)
{
    public string MediaType => $"{Type}/{Subtype}";
    public string? Charset => Parameters.GetValueOrDefault("charset");
    public string? Name => Parameters.GetValueOrDefault("name");
    public string? Boundary => Parameters.GetValueOrDefault("boundary");
    public bool IsMultipart => string.Equals(Type, "multipart", StringComparison.Ordinal);

    /// <summary>message/rfc822 or message/global (RFC 6532): a whole message inside.</summary>
    public bool IsMessage => string.Equals(Type, "message", StringComparison.Ordinal) && Subtype is "rfc822" or "global";
}
