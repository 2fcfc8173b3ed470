using Mailstead.Safety;

namespace Mailstead.Operations.Reading;

/// <summary>As many messages as a budget of tokens has room for, the last one perhaps cut.</summary>
/// <param name="Next">Where the following page starts: a message, and a character of its body; null when all was told.</param>
internal sealed record MessagePage(IReadOnlyList<MessageView> Messages, int EstimatedTokens, (int Index, int Offset)? Next)
{
    /// <param name="offset">Where the first body goes on.</param>
    public static MessagePage Of(IReadOnlyList<LoadedMessage> loaded, bool fullQuotes, int maxTokens, int offset)
    {
        var budget = new TextBudget(maxTokens);
        var views = new List<MessageView>(loaded.Count);
        var characters = 0;
        for (var i = 0; i < loaded.Count; i++)
        {
            var body = PlainBody.Of(loaded[i].Message);
            var start = i == 0 ? Math.Min(offset, body.Text.Length) : 0;
            if (budget.Take(body.Text, start, first: i == 0) is not { } end)
            {
                return new(views, TextBudget.TokensOf(characters), (i, 0));
            }

            var view = MessageViews.Of(loaded[i], body, body.Text[start..end], end < body.Text.Length);
            views.Add(view);
            characters += CharactersOf(view);
            if (end < body.Text.Length)
            {
                return new(views, TextBudget.TokensOf(characters), (i, end));
            }
        }

        return new(views, TextBudget.TokensOf(characters), Next: null);
    }

    private static int CharactersOf(MessageView v) =>
        v.Body.Length + v.Subject.Length + v.FromAddr.Length + v.ToAddrs.Sum(a => a.Length) + v.CcAddrs.Sum(a => a.Length)
        + v.Links.Sum(l => l.Url.Length + l.Text.Length) + v.Attachments.Sum(a => a.Name.Length + a.Type.Length);
}
