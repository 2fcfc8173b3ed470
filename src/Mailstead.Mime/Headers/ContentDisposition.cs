namespace Mailstead.Mime.Headers;

/// <param name="Value">In lower case: attachment, inline, or what the message says.</param>
public sealed record ContentDisposition(string Value, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsAttachment => string.Equals(Value, "attachment", StringComparison.Ordinal);
    public string? FileName => Parameters.GetValueOrDefault("filename");
}
