namespace Mailstead.Sandbox.Smtp;

/// <summary>Reads &lt;address&gt; and the parameters after it (RFC 5321 section 4.1.2).</summary>
internal static class SmtpPath
{
    // RFC 5321 section 4.5.3.1.3.
    private const int MaxPath = 256;

    public static bool TryRead(string text, out string address, out IReadOnlyList<string> parameters)
    {
        address = "";
        parameters = [];
        if (!text.StartsWith('<'))
            return false;
        var end = EndOfPath(text);
        if (end < 0 || end > MaxPath)
            return false;
        address = text[1..end];
        parameters = text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wellSeparated = end + 1 == text.Length || text[end + 1] == ' ';
        return wellSeparated && (address.Length == 0 || IsAddress(address));
    }

    private static int EndOfPath(string text)
    {
        var quoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == '>' && !quoted)
                return i;
        }

        return -1;
    }

    private static bool IsAddress(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || at > 64)
            return false;
        var local = address[..at];
        var quoted = local.Length > 2 && local[0] == '"' && local[^1] == '"';
        return address.All(c => !char.IsControl(c))
            && (quoted || local.All(c => c is not (' ' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '"' or '[' or ']' or '@')))
            && address[(at + 1)..].All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '[' or ']' or ':' || c > 127);
    }
}
