using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Fuzz.Targets;

/// <summary>Outbound: whatever an argument holds, a server reads one command, and it ends where ours ends.</summary>
internal sealed class ImapCommandTarget : FuzzTarget
{
    public override string Name => "imap-command";
    public override int AllocationFactor => 2_000;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("INBOX\nEntwürfe & mehr\na\\r\\nb2 DELETE INBOX\n\\Seen\n$Forwarded\n{5}\n\"quoted \\\\ text\"\nHEADER.FIELDS (SUBJECT)\n日本語");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("\\r\\n\n\\r\n\\n\n\\0\n\"\n\\\n{5}\n{5+}\n{0}\\r\\n\n)\n(\n]\n%\n*\n&\n&-\nÃ¼\nâ€¨\n\u0085\n ");

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        foreach (var mode in new[] { LiteralMode.Synchronising, LiteralMode.SmallNonSynchronising, LiteralMode.NonSynchronising })
        {
            foreach (var utf8 in new[] { false, true })
            {
                Written(mode, utf8, w => w.String(text));
                Written(mode, utf8, w => w.Mailbox(new MailboxName(text)));
                Written(mode, utf8, w => w.Mailbox(MailboxName.FromWire(input, utf8)));
                Written(mode, utf8, w => w.Pattern(text));
                Written(mode, utf8, w => w.Flags([new Flag(text), Flag.Seen]));
                Written(mode, utf8, w => w.Literal(input));
                Written(mode, utf8, w => w.Atom(new BodySection(text).ToItem()));
                Written(mode, utf8, w => SearchWriter.Write(w, new SearchCriteria.Header(text, text)));
                Written(mode, utf8, w => SearchWriter.Write(w, new SearchCriteria.HasFlag(new Flag(text))));
            }
        }
    }

    private static void Written(LiteralMode mode, bool utf8, Action<ImapWriter> write)
    {
        var writer = new ImapWriter(mode, utf8).Raw("a1 X "u8);
        try
        {
            write(writer);
        }
        catch (CallerException)
        {
            return;
        }
        PromiseOneCommand(writer.Finish());
    }

    /// <summary>Reads what was written as a server would.</summary>
    internal static void PromiseOneCommand(IReadOnlyList<WirePart> parts)
    {
        foreach (var part in parts)
        {
            Promise(!part.Bytes.Span.Contains((byte)0), "NUL goes out");
            if (part.IsLiteral) continue;
            var line = part.Bytes.Span;
            var body = line.EndsWith("\r\n"u8) ? line[..^2] : line;
            Promise(!body.ContainsAny((byte)'\r', (byte)'\n'), "a bare CR or LF goes out");
        }
        var octets = parts.SelectMany(p => p.Bytes.ToArray()).ToArray();
        using var framer = new ImapFramer(FrameSide.Client, ImapLimits.Default);
        ReadOnlySpan<byte> rest = octets;
        FrameStatus status;
        while ((status = framer.Read(ref rest, out _)) == FrameStatus.Literal) framer.Keep();
        Promise(status == FrameStatus.Complete && rest.IsEmpty, "a server does not read exactly one command");
    }
}
