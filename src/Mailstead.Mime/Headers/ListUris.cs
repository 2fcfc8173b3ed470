namespace Mailstead.Mime.Headers;

/// <summary>The addresses of a List-* field (RFC 2369 section 2): in angle brackets, with commas and comments between.</summary>
internal static class ListUris
{
    /// <summary>Real fields have one or two; the rest of a flood is dropped.</summary>
    private const int MaxUris = 20;

    /// <summary>Characters of one; signed ones are long, longer ones are attacks.</summary>
    private const int MaxLength = 8_192;

    /// <summary>In the order of preference that the field gives. Only mailto, https and http: nothing else can be acted on safely.</summary>
    public static IReadOnlyList<Uri> Read(HeaderList headers, string name)
    {
        if (headers.Find(name) is not { } found) return [];
        var uris = new List<Uri>();
        var value = found.UndecodedValue;
        for (var pos = 0; uris.Count < MaxUris;)
        {
            var open = NextBracket(value, pos);
            if (open < 0) break;
            var length = value.AsSpan(open + 1).IndexOfAny('<', '>');
            if (length < 0) break;
            pos = open + 1 + length;
            // A fold inside an address leaves a blank that was never part of it (RFC 2369 section 2).
            if (value[pos] == '>' && length <= MaxLength
                && Uri.TryCreate(value.Substring(open + 1, length).Replace(" ", "", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                && uri.Scheme is "mailto" or "https" or "http")
            {
                uris.Add(uri);
            }
        }
        return uris;
    }

    /// <summary>The next '&lt;' outside comments, -1 when there is none.</summary>
    private static int NextBracket(string value, int pos)
    {
        for (var depth = 0; pos < value.Length; pos++)
        {
            switch (value[pos])
            {
                case '\\': pos++; break;
                case '(': depth++; break;
                case ')' when depth > 0: depth--; break;
                case '<' when depth == 0: return pos;
            }
        }
        return -1;
    }
}
