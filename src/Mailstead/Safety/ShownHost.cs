using System.Collections.Frozen;
using Mailstead.Mime.Addresses;

namespace Mailstead.Safety;

/// <summary>Does a link's text name a host, and is it the one it leads to?</summary>
internal static class ShownHost
{
    /// <summary>What is looked at: a link's text is short, and a long one cannot be made to cost.</summary>
    private const int MaxLength = 1_000;

    /// <summary>Last labels that are file names in prose, not domains.</summary>
    private static readonly FrozenSet<string> FileEndings = FrozenSet.ToFrozenSet(
        ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif", "zip", "html", "htm", "js", "ts", "cs", "csv", "json", "xml", "md"], StringComparer.OrdinalIgnoreCase);

    public static bool Differs(string shown, string host)
    {
        foreach (var word in shown[..Math.Min(shown.Length, MaxLength)].Split([' ', '\n', '\t', '(', ')', '<', '>', '"', '\'', ',', ';', '[', ']', '|']))
            if (HostIn(word) is { } named && !Related(named, host)) return true;
        return false;
    }

    /// <summary>A label above or below is the same house: the text may say example.org for www.example.org.</summary>
    public static bool Related(string a, string b) =>
        string.Equals(a, b, StringComparison.OrdinalIgnoreCase) || a.EndsWith("." + b, StringComparison.OrdinalIgnoreCase) || b.EndsWith("." + a, StringComparison.OrdinalIgnoreCase);

    /// <summary>A-label host of a URL, an address or a bare domain; null when the word is none.</summary>
    public static string? HostIn(string word)
    {
        var scheme = word.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? word : word[(scheme + 3)..];
        var end = rest.IndexOfAny(['/', '\\', '?', '#']);
        if (end >= 0) rest = rest[..end];
        rest = rest[(rest.LastIndexOf('@') + 1)..].Trim('.', ':', '!', '…', '*', '_');
        var port = rest.IndexOf(':', StringComparison.Ordinal);
        if (port >= 0) rest = rest[..port];
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) rest = rest[4..];
        var dot = rest.LastIndexOf('.');
        if (dot <= 0 || rest.Length - dot < 3 || !rest[(dot + 1)..].All(char.IsLetter)) return null;
        if (scheme < 0 && FileEndings.Contains(rest[(dot + 1)..]) && !word.Contains('@', StringComparison.Ordinal) && !word.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return null;
        return DomainName.TryParse(rest)?.Ascii;
    }
}
