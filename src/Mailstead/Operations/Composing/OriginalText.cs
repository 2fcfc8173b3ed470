using System.Text;
using Mailstead.Mime.Composing;
using Mailstead.Operations.Reading;
using Mailstead.Safety;

namespace Mailstead.Operations.Composing;

/// <summary>The original's words at the foot of an answer. What a reader of the original could not see does not travel on.</summary>
internal static class OriginalText
{
    /// <summary>Tokens of the original that an answer carries.</summary>
    private const int MostQuoted = 25_000;

    public static string Quoted(LoadedMessage original) => $"\n\n{ReplyPlan.Quote(original.Message, Text(original))}";

    public static string Forwarded(LoadedMessage original)
    {
        var message = original.Message;
        var text = new StringBuilder("\n\n---------- Forwarded message ----------\n");
        Add("From", string.Join(", ", message.From.Take(10).Select(MessageViews.Shown)));
        Add("Date", message.Date?.ToString("ddd, d MMM yyyy HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture) ?? "");
        Add("Subject", UntrustedText.Line(message.Subject, MessageViews.SubjectLength));
        Add("To", string.Join(", ", message.To.Take(50).Select(MessageViews.Shown)));
        Add("Cc", string.Join(", ", message.Cc.Take(50).Select(MessageViews.Shown)));
        return text.Append('\n').Append(Text(original)).ToString();

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                text.Append(name).Append(": ").Append(value).Append('\n');
            }
        }
    }

    private static string Text(LoadedMessage original)
    {
        var view = BodyView.Of(original.Message, fullQuotes: true);
        var (text, _) = view.Slice(0, MostQuoted);
        return view.Links.Count == 0 ? text : $"{text}\n\n{string.Join('\n', view.Links.Select(l => $"[{l.N}] {l.Url}"))}";
    }
}
