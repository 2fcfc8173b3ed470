using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;
using Mailstead.Mime.Reports;
using Mailstead.Mime.Text;
using Mailstead.Safety;

namespace Mailstead.Fuzz.Targets;

/// <summary>A message, and every property of every part of it, into embedded messages too.</summary>
internal sealed class MimeTarget : FuzzTarget
{
    public override string Name => "mime";
    public override int AllocationFactor => 2_000;
    public override long AllocationBase => 4 << 20;
    public override IReadOnlyList<byte[]> Seeds { get; } = SampleSeeds.Mail();
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("""
        \r\n
        \r\n\r\n
        \n
        \r
        \0
        --
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n
        Content-Type: message/rfc822\r\n\r\n
        Content-Type: multipart/digest; boundary="x"\r\n
        Content-Transfer-Encoding: base64\r\n
        Content-Transfer-Encoding: quoted-printable\r\n
        Content-Type: text/plain; charset=utf-7; format=flowed; delsp=yes\r\n
        Content-Disposition: attachment; filename*0*=utf-8''%; filename*1=a\r\n
        Content-Type: message/partial; id=a; number=1; total=9\r\n\r\n
        Content-Type: message/external-body; access-type=URL; URL="file:///x"\r\n\r\n
        Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n
        From: a: b <c@d>, (x(y) "z" <;\r\n
        Date: 32 Feb 99999 25:61 +9999\r\n
        List-Unsubscribe: <mailto:a>, <https://x\r\n
        Authentication-Results: x; spf=pass (a
        begin 644 a.txt\n#0V%T\n`\nend\n
        =ybegin line=128 size=3 name=a\nabc\n=yend size=3 crc32=00000000\n
        =?utf-8?b?
        ?=
        --x\r\n
        --x--\r\n
        =
        =3D
        """);

    public override void Run(byte[] input) => Touch(MimeMessage.Parse(input), depth: 0);

    private static void Touch(MimeMessage message, int depth)
    {
        foreach (var list in new[] { message.From, message.Sender, message.ReplyTo, message.To, message.Cc, message.Bcc })
            Promise(list.All(a => !a.ToString().AsSpan().ContainsAny('\r', '\n', '\0')), "an address with a line break");
        Promise(!message.Subject.AsSpan().ContainsAny('\r', '\n', '\0'), "a subject with a line break");
        _ = (message.Date, message.MessageId, message.InReplyTo, message.References, message.TextParts, message.HtmlParts, message.Attachments, message.InlineParts, message.TextBody, message.HtmlBody);
        _ = (MailingList.Of(message.Headers), AutoSubmitted.Of(message.Headers), AuthenticationResults.Of(message.Headers, "x"));
        foreach (var part in message.AllParts()) Touch(part, depth);
        if (depth == 0) _ = BodyView.Of(message, fullQuotes: false).Slice(0, 500);
        Promise(message.Defects.Count <= 1_000, "more defects than promised");
    }

    private static void Touch(MimePart part, int depth)
    {
        foreach (var field in part.Headers) _ = field.Value;
        Promise(part.BodyOffset >= 0 && part.BodyLength >= 0 && part.RawBody.Length == part.BodyLength, "a body outside of its message");
        Promise(part.FileName?.AsSpan().ContainsAny('\r', '\n', '\0') is not true, "a file name with a line break");
        _ = (part.ContentId, part.BodySection, part.HeaderSection, part.TransferEncoding, part.ContentType, part.Disposition);
        _ = part.Decode();
        if (part.IsText)
        {
            var text = part.DecodeText();
            _ = (FlowedText.Unwrap(text), QuotedText.Split(text), TextPreview.Of(text));
            foreach (var file in TextAndFiles.Of(part).Files) _ = file.Decode(out _);
        }
        _ = (DeliveryStatus.Of(part), DispositionNotification.Of(part), FeedbackReport.Of(part), MessageFragment.Of(part), ExternalBody.Of(part)?.Url);
        if (part.EmbeddedMessage is { } inside) Touch(inside, depth + 1);
    }
}
