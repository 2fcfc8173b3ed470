namespace Mailstead.Mime.Headers;

/// <summary>
/// What a mailing list says of itself (RFC 2369, RFC 2919, RFC 8058). Claims of the sender: an address here is visited only because a
/// person or a policy decided so. Only mailto, https and http addresses are kept.
/// </summary>
/// <param name="Id">Of List-Id, without angle brackets, in lower case; null when absent.</param>
/// <param name="Name">The words before the identifier; may be empty.</param>
/// <param name="Post">Where to write to the list.</param>
/// <param name="PostingClosed">The list says "NO": nobody may post.</param>
/// <param name="OneClickUnsubscribe">
/// Where a POST of "List-Unsubscribe=One-Click" unsubscribes without further questions (RFC 8058). To be used only when a DKIM
/// signature that covers both fields is valid, which is not judged here.
/// </param>
public sealed record MailingList(
    string? Id, string Name, IReadOnlyList<Uri> Unsubscribe, Uri? OneClickUnsubscribe, IReadOnlyList<Uri> Subscribe, IReadOnlyList<Uri> Post, bool PostingClosed,
    IReadOnlyList<Uri> Help, IReadOnlyList<Uri> Owner, IReadOnlyList<Uri> Archive)
{
    private static readonly string[] Fields = ["List-Id", "List-Unsubscribe", "List-Subscribe", "List-Post", "List-Help", "List-Owner", "List-Archive"];

    /// <summary>Null when no List field is there.</summary>
    public static MailingList? Of(HeaderList headers)
    {
        if (!Fields.Any(f => headers.Find(f) is not null)) return null;
        var (id, name) = ReadId(headers.Find("List-Id"));
        var unsubscribe = ListUris.Read(headers, "List-Unsubscribe");
        return new(
            id, name, unsubscribe, SaysOneClick(headers) ? unsubscribe.FirstOrDefault(u => u.Scheme is "https") : null,
            ListUris.Read(headers, "List-Subscribe"), ListUris.Read(headers, "List-Post"),
            headers.Find("List-Post") is { } post && HeaderText.StripComments(post.UndecodedValue).Trim().Equals("NO", StringComparison.OrdinalIgnoreCase),
            ListUris.Read(headers, "List-Help"), ListUris.Read(headers, "List-Owner"), ListUris.Read(headers, "List-Archive"));
    }

    private static bool SaysOneClick(HeaderList headers)
        => headers.Find("List-Unsubscribe-Post") is { } field && field.UndecodedValue.Trim().Equals("List-Unsubscribe=One-Click", StringComparison.OrdinalIgnoreCase);

    private static (string? Id, string Name) ReadId(HeaderField? field)
    {
        if (field is null) return (null, "");
        var value = field.Value.UndecodedValue;
        // The identifier is the last thing in brackets: a name may hold others (RFC 2919 section 2).
        var close = value.LastIndexOf('>');
        var open = close < 0 ? -1 : value.LastIndexOf('<', close);
        if (open < 0) return (value.Trim() is { Length: > 0 } bare && !bare.Contains(' ', StringComparison.Ordinal) ? bare.ToLowerInvariant() : null, "");
        var id = value[(open + 1)..close].Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return (id.Length > 0 ? id : null, Encodings.EncodedWords.Decode(value[..open]).Trim().Trim('"'));
    }
}
