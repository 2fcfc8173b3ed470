using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Reports;

/// <summary>Fields of a report as values. Null for what is absent or malformed.</summary>
internal static class ReportFields
{
    public static string? Text(this HeaderList fields, string name) => fields.Get(name)?.Trim() is { Length: > 0 } text ? text : null;

    public static IReadOnlyList<string> Texts(this HeaderList fields, string name) => [.. fields.GetAll(name).Select(f => f.Value.Trim()).Where(v => v.Length > 0)];

    public static TypedValue? Typed(this HeaderList fields, string name)
        => fields.Find(name)?.UndecodedValue is { Length: > 0 } text && TypedValue.Parse(text) is { Value.Length: > 0 } value ? value : null;

    public static DateTimeOffset? Date(this HeaderList fields, string name)
        => fields.Find(name) is { } found && MailDate.TryParse(found.UndecodedValue, out var date) ? date : null;

    /// <summary>One word, comments removed, in lower case; empty when absent.</summary>
    public static string Keyword(this HeaderList fields, string name)
        => HeaderText.StripComments(fields.Find(name)?.UndecodedValue ?? "").Trim().ToLowerInvariant();
}
