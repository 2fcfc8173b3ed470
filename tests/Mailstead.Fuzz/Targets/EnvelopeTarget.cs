using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Fuzz.Targets;

/// <summary>An ENVELOPE that a response reader let through.</summary>
internal sealed class EnvelopeTarget : FuzzTarget
{
    public override string Name => "imap-envelope";
    public override int AllocationFactor => 400;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        ("Wed, 17 Jul 1996 02:23:25 -0700 (PDT)" "IMAP4rev2 WG" (("Terry Gray" NIL "gray" "cac.washington.edu")) (("Terry Gray" NIL "gray" "cac.washington.edu")) NIL ((NIL NIL "imap" "cac.washington.edu")) ((NIL NIL "minutes" "CNRI.Reston.VA.US")("John" NIL "KLENSIN" "MIT.EDU")) NIL "<a@b>" "<B27397-0100000@cac.washington.edu>")
        (NIL {5}\r\nhallo ((NIL NIL "group" NIL)("x" NIL "a" "b")(NIL NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL)
        ("x" "=?iso-8859-1?q?gr=FC=DF?= =?utf-8?b?w6Q=?=" (("=?utf-8?q?=E2=80=AE?=" "@r" "a" "xn--bcher-kva.example")) NIL NIL NIL NIL NIL "<x> <y>" NIL)
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("(\n)\nNIL\n\"\"\n{3}\\r\\nabc\n{0}\\r\\n\n((\n))\n\"\\\\\"\n=?utf-8?b?\n?=\n\\r\n\\n\n\\0\n(NIL NIL \"g\" NIL)\nxn--\n<\n>\n\"\n~{1}\\r\\n");

    public override void Run(byte[] input)
    {
        // What a response reader takes in before it gets here: one value, with matching parentheses and bounded depth.
        var reader = new ImapReader(input, 64);
        reader.Skip();
        Touch(EnvelopeParser.TryParse(reader.Since(0).ToArray()));
    }

    internal static void Touch(Envelope? envelope)
    {
        if (envelope is null) return;
        _ = envelope.Date;
        _ = envelope.InReplyTo;
        _ = envelope.MessageId;
        Promise(!envelope.Subject.AsSpan().ContainsAny('\r', '\n', '\0'), "a subject with a line break");
        foreach (var address in new[] { envelope.From, envelope.Sender, envelope.ReplyTo, envelope.To, envelope.Cc, envelope.Bcc }.SelectMany(l => l))
        {
            _ = address.Domain;
            Promise(!address.ToString().AsSpan().ContainsAny('\r', '\n', '\0'), "an address with a line break");
        }
    }
}
