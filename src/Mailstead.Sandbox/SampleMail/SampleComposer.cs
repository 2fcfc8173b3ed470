using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Writes the messages that the data describe, as the programs of many senders would have.</summary>
internal sealed class SampleComposer(SampleScript script, DateTimeOffset now)
{
    public DateTimeOffset DateOf(SampleEntry entry) => (now - entry.Age).ToOffset(Offset(entry.Zone ?? "+0100"));

    public byte[] Compose(SampleEntry entry)
    {
        if (entry.Form == "raw")
            return Encoding.Latin1.GetBytes(BodyEncoder.CrLf(SampleText.Expand(entry.Body, now)));
        var charset = CharsetOf(entry.Charset);
        var root = WithAttachments(entry, BodyOf(entry, charset));
        var message = Encoding.ASCII.GetBytes($"{HeadersOf(entry, charset)}MIME-Version: 1.0\r\n{root.Headers}\r\n");
        return [.. message, .. root.Body];
    }

    private SampleHeaders HeadersOf(SampleEntry entry, Encoding charset)
    {
        var from = script.Person(entry.From);
        var date = DateOf(entry);
        var headers = new SampleHeaders(charset, entry.Charset);
        if (entry.From != "me")
            headers.Add("Received", $"from mail.{from.Domain} by mx.sandbox.example with ESMTPS id {entry.Id}; {SampleHeaders.Date(date.AddSeconds(2))}");
        headers.Add("Date", SampleHeaders.Date(date));
        headers.AddAddresses("From", [from]);
        if (entry.ReplyTo is { } replyTo)
            headers.AddAddresses("Reply-To", [script.Person(replyTo)]);
        headers.AddAddresses("To", (entry.To.Count == 0 && entry.From != "me" ? ["me"] : entry.To).Select(script.Person));
        headers.AddAddresses("Cc", entry.Cc.Select(script.Person));
        headers.AddText("Subject", SampleText.Expand(script.SubjectOf(entry), now));
        headers.Add("Message-ID", script.MessageId(entry));
        if (script.References(entry) is { Count: > 0 } references)
        {
            headers.Add("In-Reply-To", references[^1]);
            headers.Add("References", string.Join(' ', references));
        }

        foreach (var header in entry.Headers)
            headers.AddText(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        return headers;
    }

    private SampleNode BodyOf(SampleEntry entry, Encoding charset)
    {
        var text = SampleText.Expand(entry.Body, now);
        if (entry.Form.StartsWith("digest ", StringComparison.Ordinal))
            return Digest(entry, text);
        switch (entry.Form)
        {
            case "rich":
                return Alternative(entry, RichText.ToPlain(text), RichText.ToHtml(text, script.Person(entry.From).Domain), charset);
            case "html" when text.Split("\n<<<html\n") is [var plain, var html]:
                return Alternative(entry, plain + "\n", html, charset);
            case "html":
                return SampleNode.Text("html", text, charset, entry.Charset, entry.Encoding);
            case "flowed":
                return SampleNode.Text("plain", BodyEncoder.Flow(text + Quote(entry)), charset, entry.Charset, entry.Encoding, "; format=flowed");
            case "plain":
                return SampleNode.Text("plain", text + Quote(entry), charset, entry.Charset, entry.Encoding);
            default:
                throw new FormatException($"Sample mail {entry.Id}: no such form: {entry.Form}");
        }
    }

    private static SampleNode Alternative(SampleEntry entry, string plain, string html, Encoding charset) => SampleNode.Multipart(
        "alternative", Boundary(entry, "alt"),
        SampleNode.Text("plain", plain, charset, entry.Charset, entry.Encoding),
        SampleNode.Text("html", html, charset, entry.Charset, entry.Encoding ?? "qp"));

    private SampleNode Digest(SampleEntry entry, string text) => SampleNode.Multipart(
        "mixed", Boundary(entry, "dig"),
        SampleNode.Text("plain", text, Encoding.UTF8, "utf-8", null),
        SampleNode.Multipart("digest", Boundary(entry, "lst"), [.. entry.Form.Split(' ')[1..].Select(id => new SampleNode("", Compose(script[id])))]));

    private SampleNode WithAttachments(SampleEntry entry, SampleNode body)
    {
        var files = new List<SampleNode>();
        foreach (var attachment in entry.Attachments)
        {
            switch (SampleAttachments.Kind(attachment))
            {
                case "inline":
                    body = SampleNode.Multipart("related", Boundary(entry, "rel"), body, SampleAttachments.Make(attachment));
                    break;
                case "invite":
                    var calendar = SampleAttachments.Invite(attachment, script.Person(entry.From), script.Person("me"), now);
                    body = SampleNode.Multipart("alternative", Boundary(entry, "inv"), body, SampleNode.Text("calendar", calendar, Encoding.UTF8, "utf-8", null, "; method=REQUEST"));
                    files.Add(SampleNode.File("application/ics", "invite.ics", Encoding.UTF8.GetBytes(BodyEncoder.CrLf(calendar))));
                    break;
                case "msg":
                    files.Add(new SampleNode("Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n", Compose(script[attachment[4..]])));
                    break;
                default:
                    files.Add(SampleAttachments.Make(attachment));
                    break;
            }
        }

        return files.Count == 0 ? body : SampleNode.Multipart("mixed", Boundary(entry, "mix"), [body, .. files]);
    }

    /// <summary>What the message answers, as mail programs quote it; the parent's own words only.</summary>
    private string Quote(SampleEntry entry)
    {
        if (entry.Parent is not { } id || !entry.Quotes)
            return "";
        var parent = script[id];
        var text = SampleText.Expand(parent.Body, now);
        var own = parent.Form == "rich" ? RichText.ToPlain(text) : text.Split("\n-- \n")[0];
        var lines = own.TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? ">" : "> " + l);
        return string.Create(CultureInfo.InvariantCulture, $"\nOn {DateOf(parent):ddd, d MMM yyyy} at {DateOf(parent):HH:mm}, {script.Person(parent.From).Name} wrote:\n{string.Join('\n', lines)}\n");
    }

    private static string Boundary(SampleEntry entry, string use) => $"=_{use}_{entry.Id}";

    private static Encoding CharsetOf(string label) => label == "utf-8"
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        : CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label);

    private static TimeSpan Offset(string zone)
    {
        var minutes = (int.Parse(zone[1..3], CultureInfo.InvariantCulture) * 60) + int.Parse(zone[3..5], CultureInfo.InvariantCulture);
        return TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }
}
