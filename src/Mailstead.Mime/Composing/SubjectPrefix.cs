using System.Buffers;

namespace Mailstead.Mime.Composing;

/// <summary>"Re:", "AW: SV:", "Fwd[2]:" in front of a subject, as mail programs write it in their languages.</summary>
internal static class SubjectPrefix
{
    private static readonly SearchValues<char> Count = SearchValues.Create("[](){}0123456789 ");
    private static readonly string[] Replies =
        ["re", "aw", "antw", "antwort", "sv", "vs", "ré", "rép", "odp", "ynt", "rv", "res", "rif", "r", "vá", "atb", "ang", "回复", "回覆", "答复", "答覆", "返信", "답장", "отв"];
    private static readonly string[] Forwards =
        ["fwd", "fw", "wg", "tr", "enc", "i", "vl", "vb", "doorst", "pd", "ilt", "转发", "轉寄", "転送", "전달", "пересл"];

    public static string Reply(string subject) => $"Re: {Strip(subject, Replies)}".TrimEnd();

    /// <summary>A "Re:" below stays: what is passed on is an answer.</summary>
    public static string Forward(string subject) => $"Fwd: {Strip(subject, Forwards)}".TrimEnd();

    private static string Strip(string subject, string[] prefixes)
    {
        var rest = subject.AsSpan().Trim();
        while (true)
        {
            var length = PrefixLength(rest, prefixes);
            if (length == 0) return rest.ToString();
            rest = rest[length..].TrimStart();
        }
    }

    private static int PrefixLength(ReadOnlySpan<char> text, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            // "Re[2]:", "Re(3):", "Re :"
            var tail = text[prefix.Length..];
            var end = tail.IndexOfAny(':', '：');
            if (end < 0 || end > 6 || tail[..end].ContainsAnyExcept(Count)) continue;
            return prefix.Length + end + 1;
        }
        return 0;
    }
}
