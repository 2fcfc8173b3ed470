namespace Mailstead.Safety;

/// <summary>One link of a body, taken out of the text.</summary>
/// <param name="N">The [n] in the text.</param>
/// <param name="Text">What the mail shows for it, cleaned and bounded: an attacker's words.</param>
/// <param name="Url">Inert text: host as A-label, nothing in it that Markdown or HTML would act on.</param>
/// <param name="Host">A-label; empty for links that have none (tel:) or are not passed on.</param>
/// <param name="Mismatch">The text shows another host than the one it leads to, or the URL hides its host behind a user name.</param>
/// <param name="MixedScript">The host mixes letters of scripts that no language mixes.</param>
public sealed record MailLink(int N, string Text, string Url, string Host, bool Mismatch, bool MixedScript);
