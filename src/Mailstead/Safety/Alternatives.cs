using System.Collections.Frozen;

namespace Mailstead.Safety;

/// <summary>Compares a plain body with what its HTML shows. People see the HTML; what only the plain text says was written for machines.</summary>
internal static class Alternatives
{
    /// <summary>Different words: plain texts name links and buttons in their own way.</summary>
    private const int FreeWords = 12;
    private const double FreeShare = 0.2;

    /// <summary>A plain text that says less than this share of the HTML is a stub.</summary>
    private const double StubShare = 0.34;
    private const int StubWords = 60;
    private const int MaxLength = 200_000;
    private static readonly FrozenSet<string> Nothing = FrozenSet<string>.Empty;

    public static AlternativesVerdict Compare(string plain, string html)
    {
        if (string.IsNullOrWhiteSpace(html)) return AlternativesVerdict.PlainWillDo;
        if (string.IsNullOrWhiteSpace(plain)) return AlternativesVerdict.PlainEmpty;
        var inPlain = Words(plain);
        var inHtml = Words(html);
        var onlyPlain = inPlain.Count(w => !inHtml.Contains(w));
        if (onlyPlain > Math.Max(FreeWords, inPlain.Count * FreeShare)) return AlternativesVerdict.Differ;
        var share = inHtml.Count == 0 ? 1 : (double)inHtml.Count(inPlain.Contains) / inHtml.Count;
        return share < StubShare && inPlain.Count < StubWords ? AlternativesVerdict.PlainEmpty : AlternativesVerdict.PlainWillDo;
    }

    /// <summary>Letters only, without case; URLs and addresses do not count, for the HTML hides them behind words.</summary>
    private static IReadOnlySet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in text[..Math.Min(text.Length, MaxLength)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Contains("://", StringComparison.Ordinal) || token.Contains('@', StringComparison.Ordinal) || token.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) continue;
            var start = 0;
            for (var i = 0; i <= token.Length; i++)
            {
                if (i < token.Length && char.IsLetterOrDigit(token[i])) continue;
                if (i - start >= 2) words.Add(token[start..i]);
                start = i + 1;
            }
        }
        return words.Count == 0 ? Nothing : words;
    }
}
