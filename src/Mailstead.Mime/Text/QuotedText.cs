namespace Mailstead.Mime.Text;

/// <summary>A plain text body split into what is new, what it quotes, and the signature.</summary>
public sealed record QuotedText(string New, string Quoted, string Signature)
{
    /// <summary>
    /// Nothing is lost: every line lands in one of the three. Answers between quoted lines stay new, their quotes do not;
    /// from a header block on ("From: ... Sent: ...", as Outlook writes it) all is history. Linear in the text.
    /// </summary>
    public static QuotedText Split(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        List<string> fresh = [], quoted = [], signature = [];
        var end = lines.Length;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!QuoteMarkers.StartsHistory(lines, i)) continue;
            end = i;
            break;
        }
        var inSignature = false;
        for (var i = 0; i < end; i++)
        {
            if (QuoteMarkers.IsQuoted(lines[i]))
            {
                quoted.Add(lines[i]);
                // Below a quote people write again; a signature before it is over.
                inSignature = false;
            }
            else if (QuoteMarkers.AttributionLength(lines, i) is > 0 and var length && QuoteMarkers.QuoteFollows(lines, i + length))
            {
                inSignature = false;
                quoted.AddRange(lines[i..(i + length)]);
                i += length - 1;
            }
            else
            {
                inSignature |= QuoteMarkers.IsSignatureMark(lines[i]);
                (inSignature ? signature : fresh).Add(lines[i]);
            }
        }
        quoted.AddRange(lines[end..]);
        return new QuotedText(Join(fresh), Join(quoted), Join(signature));
    }

    private static string Join(List<string> lines) => string.Join('\n', lines).Trim('\n', ' ', '\t', '\r');
}
