using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;
using Mailstead.Mime.Parsing;

namespace Mailstead.Fuzz.Targets;

/// <summary>Outbound: the input's pieces, between 0x01, are the values of a draft. The message has the fields of the draft and no others, CRLF only, no NUL.</summary>
internal sealed class ComposeTarget : FuzzTarget
{
    private static readonly HashSet<string> Written = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "From", "To", "Cc", "Message-ID", "In-Reply-To", "References", "Subject", "X-Extra", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID",
    };

    public override string Name => "compose";
    public override int AllocationFactor => 1_000;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("Subject\u0001Ann Example\u0001ann@example.org\u0001Hello\\r\\n\\r\\n.\\r\\nbye\u0001<p>x</p>\u0001file.txt\u0001text/plain\u0001id@x\u0001value\u0001cid\nGrüße\u0001日本語\u0001ü@bücher.example\u0001From x\\nlong\u0001\u0001a\\r\\nb.pdf\u0001application/pdf; x=y\u0001a b\u0001x\\r\\nBcc: y@z\u0001<c>\n\u0001\u0001a@b.c");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("\\r\\n\n\\r\n\\n\n\\0\n\u0001\n\\r\\nBcc: x@y\\r\\n\n=?utf-8?q?\n?=\n\"\n\\\n<\n>\n;\n,\n:\n--\nÃ¼\nâ€¨\nð\u009f\u0098\u0080\nFrom \n.\\r\\n\n ");

    public override void Run(byte[] input)
    {
        var values = Encoding.UTF8.GetString(input).Split('\u0001');
        string Value(int at) => at < values.Length ? values[at] : "";
        string? Given(int at) => Value(at) is { Length: > 0 } value ? value : null;
        byte[] message;
        try
        {
            message = MessageComposer.Compose(new MessageDraft
            {
                From = new MailAddress("Me", "me@example.org"),
                To = [new MailAddress(Value(1), Value(2))],
                Bcc = [new MailAddress(Value(1), "hidden@example.org")],
                Subject = Value(0),
                TextBody = Value(3),
                HtmlBody = Given(4),
                Attachments = Given(5) is { } name ? [new DraftAttachment(name, Given(6) ?? "text/plain", Encoding.UTF8.GetBytes(Value(3)), Given(9))] : [],
                Date = DateTimeOffset.UnixEpoch,
                MessageId = Given(7) ?? "id@example.org",
                InReplyTo = Given(7),
                References = Given(7) is { } id ? [id, id] : [],
                ExtraHeaders = Given(8) is { } extra ? [new("X-Extra", extra)] : [],
            });
        }
        catch (FormatException)
        {
            // The composer's word for what cannot be written safely.
            return;
        }
        Judge(message, Value(0), Given(5));
    }

    private static void Judge(byte[] message, string subject, string? fileName)
    {
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '\r') Promise(i + 1 < message.Length && message[i + 1] == '\n', "a bare CR goes out");
            if (message[i] == '\n') Promise(i > 0 && message[i - 1] == '\r', "a bare LF goes out");
            Promise(message[i] != 0, "NUL goes out");
        }
        var parsed = MimeMessage.Parse(message);
        foreach (var part in parsed.AllParts())
            Promise(part.Headers.All(h => Written.Contains(h.Name)), "a field that the draft does not have");
        Promise(parsed.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).All(g => g.Count() == 1), "a field comes twice");
        Promise(parsed.To.Count == 1, "another recipient than the draft's");
        Promise(parsed.Attachments.Count + parsed.InlineParts.Count == (fileName is null ? 0 : 1), "another attachment than the draft's");
        if (subject.Length > 0 && subject.All(c => char.IsLetterOrDigit(c) && c < '\u0250')) Promise(parsed.Subject == subject, "a subject changes when it is written and read");
    }
}
