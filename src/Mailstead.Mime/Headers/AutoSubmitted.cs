namespace Mailstead.Mime.Headers;

/// <param name="Keyword">In lower case, as the field says it; empty when absent.</param>
/// <param name="Parameters">Names in lower case.</param>
public sealed record AutoSubmitted(AutoSubmission Kind, string Keyword, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly AutoSubmitted Absent = new(AutoSubmission.No, "", System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty);

    /// <summary>An automatic answer to it could loop (RFC 3834 section 2).</summary>
    public bool IsAutomatic => Kind != AutoSubmission.No;

    public static AutoSubmitted Of(HeaderList headers)
    {
        if (headers.Find("Auto-Submitted") is not { } field) return Absent;
        var value = HeaderText.StripComments(field.UndecodedValue);
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var keyword = (semicolon < 0 ? value : value[..semicolon]).Trim().ToLowerInvariant();
        return new(
            keyword switch
            {
                "" or "no" => AutoSubmission.No,
                "auto-generated" => AutoSubmission.Generated,
                "auto-replied" => AutoSubmission.Replied,
                "auto-notified" => AutoSubmission.Notified,
                _ => AutoSubmission.Other,
            },
            keyword, semicolon < 0 ? Absent.Parameters : ParameterReader.Read(value, semicolon, out _));
    }
}
