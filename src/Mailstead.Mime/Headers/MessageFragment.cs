using System.Globalization;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Headers;

/// <summary>A message/partial: a slice of a larger message (RFC 2046 section 5.2.2). Recognised, never put together.</summary>
/// <param name="Id">The same in all slices of one message; may be empty.</param>
/// <param name="Number">From 1; null when absent or malformed.</param>
/// <param name="Total">Only the last slice has to say it.</param>
public sealed record MessageFragment(string Id, int? Number, int? Total)
{
    /// <summary>Null for a part of any other type.</summary>
    public static MessageFragment? Of(MimePart part)
    {
        if (part.ContentType.MediaType is not "message/partial") return null;
        var parameters = part.ContentType.Parameters;
        return new(parameters.GetValueOrDefault("id") ?? "", Positive("number"), Positive("total"));

        int? Positive(string name)
            => int.TryParse(parameters.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
    }
}
