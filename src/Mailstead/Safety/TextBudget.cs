namespace Mailstead.Safety;

/// <summary>Cuts a text to a budget of tokens.</summary>
public static class TextBudget
{
    /// <summary>Characters of a token: the usual estimate for prose, and the same for every model.</summary>
    public const int CharactersPerToken = 4;

    public static int Estimate(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>The longest part from <paramref name="offset"/> that fits, cut at the end of a paragraph in its last half, else of a line in its last quarter, else of a word.</summary>
    public static (string Part, int? Next) Slice(string text, int offset, int maxTokens)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        if (offset > 0 && offset < text.Length && char.IsLowSurrogate(text[offset])) offset--;
        var room = (int)Math.Min((long)Math.Max(1, maxTokens) * CharactersPerToken, text.Length);
        if (text.Length - offset <= room) return (text[offset..].TrimEnd(), null);
        var window = text.AsSpan(offset, room);
        var cut = window.LastIndexOf("\n\n");
        if (cut < room / 2) cut = window.LastIndexOf('\n');
        if (cut < room / 2 || (cut < room * 3 / 4 && !window[cut..].StartsWith("\n\n"))) cut = window.LastIndexOfAny(' ', '\n');
        if (cut < room / 2) cut = char.IsHighSurrogate(window[^1]) && room > 2 ? room - 1 : room;
        var next = offset + cut;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        return (text.Substring(offset, cut).TrimEnd(), next < text.Length ? next : null);
    }
}
