using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;

namespace Mailstead.Tests.Mime;

/// <summary>Random drafts of what people may write: any script, quotes, long words, nothing to write at all.</summary>
internal static class Drafts
{
    private static readonly string[] Words =
    [
        "hello", "Re:", "Grüße", "日本語", "שלום", "😀", "a\"b", "back\\slash", "(paren)", "x,y;z:w", "<tag>", "=?utf-8?q?fake?=", "=?", "?=", "100%", "'", "*", ".", "..", "@", "-- ", "From ", "=", "=3D", "_",
        new('w', 90), new('ü', 60), "e\u0301", "\u200d", "https://example.org/a?b=c&d=e#f",
    ];

    private static Gen<string> Line => Gen.Elements(Words).ArrayOf().Select(words => string.Join(' ', words));

    /// <summary>One line without blanks at its ends: those belong to the syntax around it.</summary>
    private static Gen<string> Name => Line.Select(l => l.Trim());

    private static Gen<string> Body => Gen.OneOf(Line, Gen.Elements("\n", "\r\n", "\r", " ", "\t", "\f").ArrayOf().SelectMany(breaks => Line.Select(l => string.Concat(breaks) + l + string.Concat(breaks) + l)));

    private static Gen<MailAddress> Address =>
        from name in Name
        from address in Gen.Elements("a@example.org", "\"odd, one\"@example.org", "first.last+tag@sub.example.org", $"{new string('l', 64)}@{string.Join('.', Enumerable.Repeat("label", 30))}.example", "x@[127.0.0.1]")
        select new MailAddress(name, address);

    private static Gen<DraftAttachment> File =>
        from name in Name
        from type in Gen.Elements("application/octet-stream", "text/plain", "image/png", "message/rfc822", "text/x-long; note=\"" + new string('n', 100) + "\"")
        from content in ArbMap.Default.ArbFor<byte[]>().Generator
        select new DraftAttachment(name, type, content);

    public static Gen<MessageDraft> Any(MessageDraft start) =>
        from subject in Line
        from sender in Address
        from to in Address.ArrayOf()
        from cc in Address.ArrayOf()
        from text in Body
        from html in Body
        from withHtml in Gen.Elements(true, false)
        from files in File.ArrayOf()
        from references in Gen.Choose(0, 20)
        select start with
        {
            Subject = subject.Trim(),
            From = sender,
            To = to,
            Cc = cc,
            TextBody = text,
            HtmlBody = withHtml ? html : null,
            Attachments = files,
            References = [.. Enumerable.Range(0, references).Select(i => $"{i}.{new string('r', i)}@example.org")],
        };
}
