using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;
using Mailstead.Mime.Reports;
using Mailstead.Mime.Text;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

/// <summary>Any bytes whatever: no exception, offsets inside the bytes, the same tree twice.</summary>
public sealed class ParsingRobustnessTests
{
    private static readonly string[] Pieces =
    [
        "Content-Type: ", "multipart/mixed; boundary=", "multipart/digest; boundary=\"a\"", "message/rfc822", "text/plain; charset=", "utf-8", "iso-2022-jp", "name*0*=utf-8''%E6",
        "Content-Transfer-Encoding: ", "base64", "quoted-printable", "x-uuencode", "begin 644 x", "begin 644 x\r\n#0V%T\r\n", "end\r\n", "=ybegin size=3 name=x\r\n", "=yend size=3\r\n", "message/partial; number=1; id=x", "message/delivery-status", "message/disposition-notification", "message/feedback-report", "Action: failed\r\n", "Final-Recipient: rfc822; ", "Disposition: a/b; c/d,", "Source-IP: ", "List-Id: ", "List-Unsubscribe: <https://a>", "Auto-Submitted: no; a=b", "Authentication-Results: mx.example.org; ", "dkim=pass", "header.d=x", "message/external-body; access-type=URL; url=x", "Subject: ", "=?utf-8?B?", "=?utf-8?Q?=E6?=", "?=", "From: ", "To: ", "<", ">", "@", "\"", "(", ")", "[", "]", ":", ";", ",",
        "Date: Fri, 21 Nov 97 09:55:06 ", "+9999", "\r\n", "\n", "\r", "\r\n\r\n", "\r\n ", "--a", "--a--", "--", "a", "b", "=", "=\r\n", "=4", "\0", "\u00ff", "\ud83d\ude00", "Content-Disposition: attachment; filename=", "'", "%", "*", "<a@b>",
    ];

    [Fact]
    public void Random_bytes_never_throw() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll<byte[]>(ReadAll));

    [Fact]
    public void Random_pieces_of_mail_never_throw()
    {
        var mail = Gen.Elements(Pieces).ArrayOf().Select(p => Encoding.UTF8.GetBytes(string.Concat(p)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(200), Prop.ForAll(mail.ToArbitrary(), ReadAll));
    }

    [Fact]
    public void Mutations_of_real_messages_never_throw()
    {
        var seeds = Directory.EnumerateFiles(Corpus.Path("malformed"), "*.eml").Concat(Directory.EnumerateFiles(Corpus.Path("reports"), "*.eml")).Select(File.ReadAllBytes).ToArray();
        seeds.ShouldNotBeEmpty();
        var mutated =
            from seed in Gen.Elements(seeds)
            from edits in Gen.Choose(0, int.MaxValue - 1).ArrayOf(24)
            select Mutate(seed, edits);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(mutated.ToArbitrary(), ReadAll));
    }

    private static byte[] Mutate(byte[] seed, int[] edits)
    {
        var bytes = seed.ToList();
        foreach (var edit in edits)
        {
            var at = edit / 8 % (bytes.Count + 1);
            switch (edit % 8)
            {
                case 0 when at < bytes.Count: bytes.RemoveAt(at); break;
                case 1: bytes.Insert(at, (byte)(edit >> 12)); break;
                case 2: bytes.InsertRange(at, "\r\n"u8.ToArray()); break;
                case 3: bytes.InsertRange(at, bytes.Skip(at / 2).Take(60).ToArray()); break;
                case 4 when at < bytes.Count: bytes.RemoveRange(at, Math.Min(40, bytes.Count - at)); break;
                default: if (at < bytes.Count) bytes[at] = (byte)(edit >> 10); break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Touches everything there is to read.</summary>
    private static void ReadAll(byte[] raw)
    {
        var message = MimeMessage.Parse(raw);
        var waiting = new Queue<MimeMessage>([message]);
        while (waiting.TryDequeue(out var next))
        {
            _ = (next.Subject, next.Date, next.MessageId, next.InReplyTo, next.References, next.Defects);
            foreach (var list in (IEnumerable<Mailstead.Mime.Addresses.MailAddress>[])[next.From, next.Sender, next.ReplyTo, next.To, next.Cc, next.Bcc])
                foreach (var address in list)
                    _ = (address.Domain, address.LocalPart, address.NeedsSmtpUtf8, address.ToString());
            _ = (next.TextBody, next.HtmlBody, next.Attachments);
            foreach (var part in next.AllParts())
            {
                (part.HeaderOffset + part.HeaderLength).ShouldBe(part.BodyOffset);
                part.HeaderOffset.ShouldBeInRange(0, next.Raw.Length);
                part.BodyOffset.ShouldBeInRange(part.HeaderOffset, next.Raw.Length);
                (part.BodyOffset + part.BodyLength).ShouldBeInRange(part.BodyOffset, next.Raw.Length);
                _ = (part.FileName, part.ContentId, part.Disposition, part.TransferEncoding, part.Decode());
                foreach (var header in part.Headers) header.Value.ShouldAllBe(c => !char.IsControl(c));
                var split = QuotedText.Split(part.DecodeText());
                _ = TextPreview.Of(split.New, 80);
                foreach (var file in TextAndFiles.Of(part).Files) file.Decode(out _).Length.ShouldBeLessThanOrEqualTo(Math.Max(file.EncodedLength, UuDecoder.SmallFile));
                _ = (MailingList.Of(part.Headers), AutoSubmitted.Of(part.Headers), AuthenticationResults.Of(part.Headers, "mx.example.org"));
                _ = (DeliveryStatus.Of(part), DispositionNotification.Of(part), FeedbackReport.Of(part));
                _ = (MessageFragment.Of(part), ExternalBody.Of(part)?.Headers.Get("Content-Type"));
                if (part.Parent is not null || part == next.Root && next == message) message.FindPart(part.BodySection is "TEXT" ? "" : part.BodySection)?.ShouldBeSameAs(part);
                if (part.EmbeddedMessage is { } inside) waiting.Enqueue(inside);
            }
            foreach (var defect in next.Defects) defect.Offset.ShouldBeInRange(0, next.Raw.Length);
        }
    }
}
