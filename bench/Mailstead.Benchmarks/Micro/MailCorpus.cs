using System.Globalization;
using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;

namespace Mailstead.Benchmarks.Micro;

/// <summary>
/// Mail as a mailbox holds it, from a seed: half plain text, a third text with HTML, the rest with files; sizes are skewed, the mean
/// is near 45 KB. Headers carry what transport adds (Received, DKIM, ARC), which is most of a small message.
/// </summary>
internal static class MailCorpus
{
    private static readonly string[] Words =
        "the of and to in is that it was for on are with as his they at be this have from or one had by word but not what all were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make like him into time has look two more write go see number no way could people my than first water been call who oil its now find long down day did get come made may part Grüße schön naïve 日本語 中文邮件 привет".Split(' ');

    public static IReadOnlyList<byte[]> Generate(int count) => [.. Messages(count)];

    /// <summary>One at a time, for more mail than fits in memory.</summary>
    public static IEnumerable<byte[]> Messages(int count, int seed = 20260301)
    {
        var chance = new SeededChance((ulong)seed);
        return Enumerable.Range(0, count).Select(i => Message(chance, i));
    }

    private static byte[] Message(SeededChance chance, int number)
    {
        var kind = chance.Next(100);
        var files = new List<DraftAttachment>();
        if (kind >= 82) files.Add(File(chance, chance.Next(10) == 0 ? 600_000 : chance.Next(130_000)));
        if (kind >= 95) files.Add(File(chance, chance.Next(60_000)));
        if (kind is >= 70 and < 82) files.Add(File(chance, chance.Next(40_000)) with { MediaType = "image/png", ContentId = $"img{number}@example.org" });
        var draft = new MessageDraft
        {
            From = new MailAddress(Text(chance, 2), $"sender{number}@example.org"),
            To = [.. Enumerable.Range(0, 1 + chance.Next(4)).Select(i => new MailAddress(Text(chance, 2), $"to{i}@example.com"))],
            Subject = Text(chance, 7),
            TextBody = Paragraphs(chance, 1 + chance.Next(12)),
            HtmlBody = kind >= 50 ? $"<html><body>{Paragraphs(chance, 10 + chance.Next(60)).Replace("\n", "<br>\n", StringComparison.Ordinal)}</body></html>" : null,
            Attachments = files,
            Date = DateTimeOffset.UnixEpoch.AddMinutes(number),
            MessageId = $"{number}.mail@example.org",
            References = [.. Enumerable.Range(0, chance.Next(6)).Select(i => $"{number}.{i}@example.org")],
        };
        return [.. Encoding.ASCII.GetBytes(Transport(chance, number)), .. MessageComposer.Compose(draft)];
    }

    private static string Transport(SeededChance chance, int number)
    {
        var text = new StringBuilder();
        for (var hop = 0; hop < 4; hop++)
            text.Append(CultureInfo.InvariantCulture, $"Received: from mx{hop}.example.net (mx{hop}.example.net [192.0.2.{hop}])\r\n\tby relay{hop}.example.org (Postfix) with ESMTPS id {number:X8}{hop}\r\n\tfor <to@example.com>; Sun, 1 Mar 2026 09:0{hop}:07 +0000 (UTC)\r\n");
        foreach (var name in (string[])["DKIM-Signature", "ARC-Message-Signature", "ARC-Seal", "X-Google-DKIM-Signature"])
            text.Append(CultureInfo.InvariantCulture, $"{name}: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org;\r\n\ts=s1; h=from:to:subject:date:message-id;\r\n\tb={Convert.ToBase64String(chance.Bytes(48))}\r\n\t {Convert.ToBase64String(chance.Bytes(48))}\r\n\t {Convert.ToBase64String(chance.Bytes(48))}\r\n");
        return text.ToString();
    }

    private static DraftAttachment File(SeededChance chance, int size) => new($"file {size} – kopie.pdf", "application/pdf", chance.Bytes(size));

    private static string Paragraphs(SeededChance chance, int count)
        => string.Join("\n\n", Enumerable.Range(0, count).Select(_ => string.Join('\n', Enumerable.Range(0, 1 + chance.Next(6)).Select(_ => Text(chance, 12)))));

    private static string Text(SeededChance chance, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[chance.Next(Words.Length)]));
}
