using Mailstead.Safety;

namespace Mailstead.Operations.Reading;

/// <summary>As many messages as a budget of tokens has room for, the last one perhaps cut.</summary>
/// <param name="Next">Where the following page starts: a message, and a character of its body; null when all was told.</param>
internal sealed record MessagePage(IReadOnlyList<MessageView> Messages, int EstimatedTokens, (int Index, int Offset)? Next)
{
    /// <param name="offset">Where the first body goes on.</param>
    public static MessagePage Of(IReadOnlyList<LoadedMessage> loaded, bool fullQuotes, int maxTokens, int offset)
    {
        var budget = new BodyBudget(maxTokens);
        var views = new List<MessageView>(loaded.Count);
        var tokens = 0;
        for (var i = 0; i < loaded.Count; i++)
        {
            var body = BodyView.Of(loaded[i].Message, fullQuotes);
            if (budget.Take(body, i == 0 ? offset : 0, first: i == 0) is not { } slice)
            {
                return new(views, tokens, (i, 0));
            }

            var view = MessageViews.Of(loaded[i], body, slice.Part, truncated: slice.Next is not null);
            views.Add(view);
            tokens += TokensOf(view);
            if (slice.Next is { } next)
            {
                return new(views, tokens, (i, next));
            }
        }

        return new(views, tokens, Next: null);
    }

    private static int TokensOf(MessageView v) =>
        TextBudget.Estimate(v.Body) + TextBudget.Estimate(v.Subject) + TextBudget.Estimate(v.FromAddr)
        + v.ToAddrs.Sum(TextBudget.Estimate) + v.CcAddrs.Sum(TextBudget.Estimate)
        + v.Links.Sum(l => TextBudget.Estimate(l.Url) + TextBudget.Estimate(l.Text))
        + v.Attachments.Sum(a => TextBudget.Estimate(a.Name) + TextBudget.Estimate(a.Type));
}
