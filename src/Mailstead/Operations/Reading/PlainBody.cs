using Mailstead.Mime.Parsing;
using Mailstead.Safety;

namespace Mailstead.Operations.Reading;

/// <summary>The plain text body of a message, cleaned.</summary>
internal sealed record PlainBody(string Text, IReadOnlyList<LinkView> Links, int HiddenRemoved, int Folded, IReadOnlyList<string> Warnings)
{
    public static PlainBody Of(MimeMessage message) => new(UntrustedText.Block(message.TextBody?.DecodeText()), [], 0, 0, []);
}
