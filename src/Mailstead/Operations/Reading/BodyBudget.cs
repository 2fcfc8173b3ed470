using Mailstead.Safety;

namespace Mailstead.Operations.Reading;

/// <summary>Shares a budget of tokens among bodies, in their order.</summary>
internal sealed class BodyBudget(int maxTokens)
{
    /// <summary>A body of which less than this many tokens would fit waits for the next page, unless it is the first.</summary>
    private const int LeastUseful = 50;
    private int _left = maxTokens;

    /// <summary>What fits of this body from <paramref name="offset"/> on, and where it goes on (null: it ends here); null when it must wait.</summary>
    public (string Part, int? Next)? Take(BodyView body, int offset, bool first)
    {
        var rest = TextBudget.Estimate(body.Text) - (offset / TextBudget.CharactersPerToken);
        if (!first && rest > _left && _left < LeastUseful)
        {
            return null;
        }

        var slice = body.Slice(offset, _left);
        _left = Math.Max(0, _left - TextBudget.Estimate(slice.Part));
        return slice;
    }
}
