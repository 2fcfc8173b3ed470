namespace Mailstead.Operations.Reading;

/// <summary>Shares a budget of characters among bodies, in their order.</summary>
internal sealed class TextBudget(int maxTokens)
{
    /// <summary>A body of which less than this would fit waits for the next page, unless it is the first.</summary>
    private const int LeastUseful = 200;
    private int _left = maxTokens * OperationLimits.CharsPerToken;

    /// <summary>The end of what fits of this text from <paramref name="start"/> on; null when it must wait.</summary>
    public int? Take(string text, int start, bool first)
    {
        var rest = text.Length - start;
        if (!first && rest > _left && _left < LeastUseful)
        {
            return null;
        }

        var end = CutAt(text, start, _left);
        _left -= end - start;
        return end;
    }

    /// <summary>The end of at most <paramref name="most"/> characters: at a line or word end when one is near, never inside a character.</summary>
    public static int CutAt(string text, int start, int most)
    {
        if (text.Length - start <= most)
        {
            return text.Length;
        }

        if (most <= 0)
        {
            return start;
        }

        var end = start + most;
        var near = Math.Max(start, end - Math.Max(40, most / 10));
        if (text.LastIndexOf('\n', end - 1, end - near) is >= 0 and var line)
        {
            return line + 1;
        }

        if (text.LastIndexOf(' ', end - 1, end - near) is >= 0 and var word)
        {
            return word + 1;
        }

        return char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    public static int TokensOf(int characters) => (characters + OperationLimits.CharsPerToken - 1) / OperationLimits.CharsPerToken;
}
