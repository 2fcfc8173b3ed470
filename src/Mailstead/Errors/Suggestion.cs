namespace Mailstead.Errors;

/// <summary>"Did you mean": the known word that is closest to a misspelt one.</summary>
public static class Suggestion
{
    /// <summary>Longer words are not compared: the table of distances grows with the product of the lengths.</summary>
    private const int MaxLength = 64;

    /// <param name="mostEdits">Lower for long words that share a prefix anyway.</param>
    /// <returns>Null when nothing is within a third of the word's length (at least two edits).</returns>
    public static string? Closest(string word, IEnumerable<string> known, int mostEdits = MaxLength)
    {
        if (word.Length > MaxLength) return null;
        var limit = Math.Min(mostEdits, Math.Max(2, word.Length / 3));
        return known.Where(k => k.Length <= MaxLength)
            .Select(k => (Word: k, Distance: Distance(word.ToLowerInvariant(), k.ToLowerInvariant())))
            .Where(k => k.Distance <= limit)
            .OrderBy(k => k.Distance).ThenBy(k => k.Word, StringComparer.Ordinal)
            .Select(k => k.Word)
            .FirstOrDefault();
    }

    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(row[j], row[j - 1]));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
