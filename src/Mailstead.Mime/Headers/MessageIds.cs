namespace Mailstead.Mime.Headers;

/// <summary>Message-ID, In-Reply-To, References, Content-ID: identifiers in angle brackets (RFC 5322 section 3.6.4).</summary>
internal static class MessageIds
{
    /// <summary>Threads longer than this are kept by their ends (see ReplyPlan); a flood is cut.</summary>
    private const int Max = 1_000;

    /// <summary>Without brackets; a value that has none is taken whole when it is one word. Null when there is nothing.</summary>
    public static string? First(string value)
    {
        var all = All(value);
        if (all.Count > 0) return all[0];
        var bare = value.Trim(' ', '<', '>');
        return bare.Length > 0 && !bare.Contains(' ', StringComparison.Ordinal) ? bare : null;
    }

    public static IReadOnlyList<string> All(string value)
    {
        var ids = new List<string>();
        for (var pos = 0; ids.Count < Max;)
        {
            var open = value.IndexOf('<', pos);
            if (open < 0) break;
            var length = value.AsSpan(open + 1).IndexOfAny('<', '>');
            if (length < 0) break;
            pos = open + 1 + length;
            // A fold inside an identifier leaves a blank that was never part of it.
            var id = value.Substring(open + 1, length).Replace(" ", "", StringComparison.Ordinal);
            if (value[pos] == '>' && id.Length > 0) ids.Add(id);
        }
        return ids;
    }

    /// <summary>An identifier that may be written into a header: one word of visible ASCII without brackets.</summary>
    public static bool IsWritable(string id)
        => id.Length is > 0 and <= 900 && id.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && id.AsSpan().IndexOfAny('<', '>') < 0;
}
