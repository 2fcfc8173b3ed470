namespace Mailstead.Mime.Headers;

/// <summary>
/// What the mailbox's own server found out about the sender (RFC 8601). Anyone can write such a field into a mail: only the topmost
/// is looked at, and only when it names the server that was configured, which has to remove forged ones (section 5).
/// </summary>
public sealed record AuthenticationResults(string AuthenticationServer, IReadOnlyList<AuthenticationResult> Results)
{
    private const string Field = "Authentication-Results";

    /// <summary>Real fields have under ten. The rest of a flood is dropped.</summary>
    private const int MaxResults = 100;

    /// <summary>
    /// Null when the topmost field is another server's, or is written in a way that the server's own removal of forged fields may
    /// have missed: a blank before the colon, a control character, a comment or quotes around the name.
    /// </summary>
    /// <param name="trustedServer">The authserv-id that the account's server writes.</param>
    public static AuthenticationResults? Of(HeaderList headers, string trustedServer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(trustedServer);
        if (headers.Find(Field) is not { } field || !IsPlain(field.Raw.Span)) return null;
        var value = field.UndecodedValue;
        if (!value.StartsWith(trustedServer, StringComparison.OrdinalIgnoreCase)) return null;
        var segments = Split(HeaderText.StripComments(value[trustedServer.Length..]));
        // What follows the name: nothing, or the version, which is 1.
        if (segments[0].Length > 0 && (segments[0][0] != ' ' || segments[0].Trim() is not ("" or "1"))) return null;
        return new(trustedServer, [.. segments.Skip(1).Take(MaxResults).Select(AuthenticationResultReader.Read).OfType<AuthenticationResult>()]);
    }

    private static bool IsPlain(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= Field.Length || raw[Field.Length] != ':') return false;
        foreach (var b in raw)
            if (b is < 32 and not (9 or 10 or 13) or 127) return false;
        return true;
    }

    /// <summary>At each ';' outside quotes. At least one segment.</summary>
    private static List<string> Split(string value)
    {
        var segments = new List<string>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && quoted) i++;
            else if (value[i] == '"') quoted = !quoted;
            else if (value[i] == ';' && !quoted)
            {
                segments.Add(value[start..i]);
                start = i + 1;
            }
        }
        segments.Add(value[start..]);
        return segments;
    }
}
