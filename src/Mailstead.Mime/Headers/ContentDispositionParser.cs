namespace Mailstead.Mime.Headers;

/// <summary>Content-Disposition (RFC 2183).</summary>
internal static class ContentDispositionParser
{
    /// <summary>Null for an empty value.</summary>
    public static ContentDisposition? Parse(string value, out bool damaged)
    {
        damaged = false;
        if (value.Length == 0) return null;
        var end = value.AsSpan().IndexOfAny(";( ");
        var stop = end < 0 ? value.Length : end;
        var name = value[..stop];
        if (name.Contains('=', StringComparison.Ordinal))
        {
            // "Content-Disposition: filename=x": the value itself is missing; a named part is meant to be saved.
            damaged = true;
            return new ContentDisposition("attachment", ParameterReader.Read(value, 0, out _));
        }
        var parameters = ParameterReader.Read(value, stop, out damaged);
        if (name.Length == 0) damaged = true;
        return new ContentDisposition(name.Trim('"').ToLowerInvariant(), parameters);
    }
}
