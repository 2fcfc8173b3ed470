using System.Globalization;
using Mailstead.Mime.Parsing;
using Mailstead.Mime.Text;

namespace Mailstead.Safety;

/// <summary>The one body of a message that is shown: what a person would read, as text.</summary>
/// <param name="Text">Inert; links are [n].</param>
/// <param name="Links">Those whose [n] is in the text.</param>
/// <param name="HiddenRemoved">Characters that could not be seen.</param>
/// <param name="Folded">Lines of quotes and signature that are left out.</param>
/// <param name="Warnings">Codes of <see cref="MessageWarnings"/>.</param>
public sealed record BodyView(string Text, IReadOnlyList<MailLink> Links, int HiddenRemoved, int Folded, IReadOnlyList<string> Warnings)
{
    /// <param name="fullQuotes">Keep quotes and signature.</param>
    public static BodyView Of(MimeMessage message, bool fullQuotes)
    {
        var warnings = new List<string>(MessageWarnings.Of(message));
        var plain = message.TextBody is { } textPart ? UntrustedText.CleanBlock(Unwrapped(textPart)) : default;
        var html = message.HtmlBody is { } htmlPart ? VisibleText.Of(htmlPart.DecodeText()) : null;
        var verdict = Alternatives.Compare(plain.Text ?? "", html?.Text ?? "");
        if (verdict == AlternativesVerdict.Differ) warnings.Add(MessageWarnings.AlternativesDiffer);
        var usePlain = html is null || verdict == AlternativesVerdict.PlainWillDo;
        if (usePlain ? plain.Cut : html!.Truncated) warnings.Add(MessageWarnings.BodyCut);
        var (text, folded) = Fold((usePlain ? plain.Text : html!.Text) ?? "", fullQuotes);
        var links = new LinkTable();
        if (usePlain) text = InertText.Of(text, links);
        var shown = (usePlain ? links.Links : html!.Links).Where(l => text.Contains(Mark(l), StringComparison.Ordinal)).ToList();
        if (shown.Exists(l => l.Mismatch)) warnings.Add(MessageWarnings.LinkMismatch);
        return new BodyView(text, shown, usePlain ? plain.Removed : html!.Hidden, folded, warnings);
    }

    /// <summary>A part of the text that fits a budget of tokens, counted as 4 characters; cut at the end of a paragraph, line or word.</summary>
    /// <param name="offset">Where the last part ended; 0 for the first.</param>
    /// <returns>The part, and where the next begins: null when there is none.</returns>
    public (string Part, int? Next) Slice(int offset, int maxTokens) => TextBudget.Slice(Text, offset, maxTokens);

    /// <summary>Lines that its program broke are joined again (RFC 3676).</summary>
    private static string Unwrapped(MimePart part)
    {
        var parameters = part.ContentType.Parameters;
        return Is("format", "flowed") ? FlowedText.Unwrap(part.DecodeText(), Is("delsp", "yes")) : part.DecodeText();

        bool Is(string name, string value) => parameters.TryGetValue(name, out var given) && string.Equals(given, value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A message that only quotes (a forward) or only signs is shown whole: folding would leave nothing.</summary>
    private static (string Text, int Folded) Fold(string text, bool fullQuotes)
    {
        if (fullQuotes) return (text.Trim(), 0);
        var split = QuotedText.Split(text);
        return string.IsNullOrWhiteSpace(split.New) ? (text.Trim(), 0) : (split.New.Trim(), Lines(split.Quoted) + Lines(split.Signature));
    }

    private static int Lines(string text) => text.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));
    private static string Mark(MailLink link) => string.Create(CultureInfo.InvariantCulture, $"[{link.N}]");
}
