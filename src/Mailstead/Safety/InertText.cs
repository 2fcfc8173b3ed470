using System.Buffers;
using System.Text;

namespace Mailstead.Safety;

/// <summary>Text in which nothing acts, whatever shows it: URLs become their host and [n], and the openings of HTML tags and Markdown links are broken by a blank.</summary>
internal static class InertText
{
    private static readonly SearchValues<char> UrlEnd = SearchValues.Create(" \n\t<>\"`|[]{}\u00AB\u00BB\u201C\u201D");
    private static readonly SearchValues<char> Openings = SearchValues.Create(":wW<](");

    private const int MaxLabel = 1_001;

    /// <param name="links">Takes the URLs; null: they are only shortened to their host (the text of a link that has its own number).</param>
    public static string Of(string text, LinkTable? links)
    {
        var result = new StringBuilder(text.Length);
        var done = 0;
        var i = 0;
        while (i < text.Length)
        {
            var next = text.AsSpan(i).IndexOfAny(Openings);
            if (next < 0) break;
            i += next;
            if (UrlStart(text, i, done) is var start and >= 0)
            {
                var end = EndOf(text, start);
                result.Append(text, done, start - done).Append(Shown(text[start..end], links));
                done = i = end;
                continue;
            }
            if (OpensSyntax(text, i))
            {
                result.Append(text, done, i + 1 - done).Append(' ');
                done = i + 1;
            }
            i++;
        }
        return done == 0 ? text : result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Where a URL begins whose "://" or "www." is at <paramref name="i"/>; -1 for none.</summary>
    private static int UrlStart(string text, int i, int from)
    {
        if (text[i] is 'w' or 'W')
            return text.AsSpan(i).StartsWith("www.", StringComparison.OrdinalIgnoreCase) && i + 4 < text.Length && char.IsLetterOrDigit(text[i + 4]) && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) ? i : -1;
        if (text[i] != ':' || !text.AsSpan(i).StartsWith("://", StringComparison.Ordinal)) return -1;
        var start = i;
        while (start > from && i - start < 20 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '-' or '.')) start--;
        while (start < i && !char.IsAsciiLetter(text[start])) start++;
        return start < i ? start : -1;
    }

    private static int EndOf(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAny(UrlEnd);
        var end = length < 0 ? text.Length : start + length;
        while (end > start && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_') end--;
        if (end > start && text[end - 1] == ')' && !text.AsSpan(start, end - start).Contains('(')) end--;
        return Math.Max(end, start + 4);
    }

    private static string Shown(string url, LinkTable? links)
    {
        var target = LinkTarget.Read(url);
        var host = target is null ? "" : target.Host.StartsWith("www.", StringComparison.Ordinal) ? target.Host[4..] : target.Host;
        if (host.Length == 0) host = "link";
        host = Of(host.Replace("://", " ", StringComparison.Ordinal).Replace("www.", "", StringComparison.Ordinal), null);
        return links is null || target is null ? host : $"{host} {links.Mark("", target)}";
    }

    private static bool OpensSyntax(string text, int i)
    {
        if (i + 1 >= text.Length) return false;
        var next = text[i + 1];
        return text[i] switch
        {
            '<' => (char.IsLetter(next) || next is '/' or '!' or '?') && !IsAddress(text, i + 1),
            ']' => next is '(' || (next is ':' && StartsLine(text, i)),
            _ => false,
        };
    }

    /// <summary>The bracket that closes here opened a line: Markdown would read a link's definition, whose label has at most 999 characters.</summary>
    private static bool StartsLine(string text, int i)
    {
        var open = text.LastIndexOf('[', i, Math.Min(i + 1, MaxLabel));
        if (open < 0) return false;
        var before = text.AsSpan(0, open).TrimEnd(" >-*");
        return before.IsEmpty || before[^1] == '\n';
    }

    /// <summary>name@host&gt; : how people quote an address.</summary>
    private static bool IsAddress(string text, int start)
    {
        var end = start;
        var ats = 0;
        while (end < text.Length && end - start < 320 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or '_' or '+' or '=' or '@'))
            if (text[end++] == '@') ats++;
        return ats == 1 && end < text.Length && text[end] == '>';
    }
}
