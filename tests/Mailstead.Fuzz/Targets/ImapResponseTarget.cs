using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Fuzz.Targets;

/// <summary>A server's stream: cut into frames, each read as what it says it is. However it is chunked, the frames are the same.</summary>
internal sealed class ImapResponseTarget : FuzzTarget
{
    private static readonly ImapLimits Limits = ImapLimits.Default;

    public override string Name => "imap-response";
    public override int AllocationFactor => 400;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        * OK [CAPABILITY IMAP4rev1 LITERAL+ IDLE UIDPLUS] ready\r\na1 OK [READ-WRITE] done\r\n
        * 12 EXISTS\r\n* 3 EXPUNGE\r\n* FLAGS (\Seen \Answered $Forwarded)\r\n* OK [PERMANENTFLAGS (\Seen \*)] ok\r\n* OK [UIDVALIDITY 77] ok\r\n* OK [UIDNEXT 99] ok\r\n* OK [HIGHESTMODSEQ 715194045007] ok\r\n
        * LIST (\HasNoChildren \Sent) "/" "Entw&APw-rfe"\r\n* LIST () NIL {5}\r\nInbox\r\n* LIST (\Noselect) "." foo ("CHILDINFO" ("SUBSCRIBED"))\r\n
        * STATUS "a b" (MESSAGES 231 UIDNEXT 44292 UIDVALIDITY 1 UNSEEN 0)\r\n* SEARCH 2 84 882\r\n* ESEARCH (TAG "a1") UID ALL 1:17,21\r\n* VANISHED 41,43:116\r\n* VANISHED (EARLIER) 1:5\r\n
        * 1 FETCH (UID 7 FLAGS (\Seen) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 4286 MODSEQ (65) ENVELOPE ("Wed, 17 Jul 1996 02:23:25 -0700" "=?utf-8?q?a?=" (("A" NIL "a" "b.org")) NIL NIL ((NIL NIL "c" "d.org")) NIL NIL NIL "<x@y>") BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET" "us-ascii") NIL NIL "7BIT" 3028 92))\r\n
        * 2 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {14}\r\nSubject: a\r\n\r\n UID 8 BODY[1]<0> "x" BINARY[1] ~{3}\r\nabc)\r\n
        * ID ("name" "x" "version" NIL)\r\n* NAMESPACE (("" "/")) NIL (("#shared/" "/"))\r\n* ENABLED UTF8=ACCEPT\r\n* BYE see you\r\n+ go on\r\n
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("""
        \r\n
        * 
        * 1 FETCH (
        (
        )
        ()
        NIL
        {5}\r\n
        {0}\r\n
        {4294967296}\r\n
        {99999999999999999999}\r\n
        ~{3}\r\n
        "\"\\"
        UID 4294967295
        BODY[
        ]<
        ENVELOPE (
        BODYSTRUCTURE (
        INTERNALDATE "
        * OK [
        1:*
        4294967295
        1:4294967295
        18446744073709551616
        &-
        &AA-
        """);

    public override void Run(byte[] input)
    {
        var whole = Frames(input, input.Length, out var broken);
        var pieces = Frames(input, 7, out var brokenInPieces);
        Promise(whole.Count == pieces.Count && broken == brokenInPieces && whole.Zip(pieces).All(p => p.First.AsSpan().SequenceEqual(p.Second)), "the frames depend on how the stream is chunked");
        var state = new ServerState(Limits) { Selected = new SelectedMailbox(MailboxName.Inbox, false, new UidValidity(1), 5, new Uid(9)) };
        foreach (var frame in whole)
        {
            try
            {
                Read(frame, state);
            }
            catch (MailException)
            {
                // A connection ends here; the other frames are read all the same.
            }
        }
    }

    private static List<byte[]> Frames(ReadOnlySpan<byte> input, int chunk, out bool broken)
    {
        var frames = new List<byte[]>();
        using var framer = new ImapFramer(FrameSide.Server, Limits);
        broken = false;
        try
        {
            for (var at = 0; at < input.Length; at += chunk)
            {
                var piece = input.Slice(at, Math.Min(chunk, input.Length - at));
                while (true)
                {
                    var status = framer.Read(ref piece, out var frame);
                    if (status == FrameStatus.Literal) framer.Keep();
                    else if (status == FrameStatus.Complete) frames.Add(frame.ToArray());
                    if (status == FrameStatus.NeedMore || (status == FrameStatus.Complete && piece.IsEmpty)) break;
                }
            }
        }
        catch (ProtocolBrokenException)
        {
            broken = true;
        }
        return frames;
    }

    private static void Read(ReadOnlySpan<byte> frame, ServerState state)
    {
        var text = frame.EndsWith("\r\n"u8) ? frame[..^2] : frame.TrimEnd((byte)'\n');
        if (!text.StartsWith("* "u8))
        {
            state.Hear(StatusLine.Read(StatusCondition.Ok, text));
            return;
        }
        var response = Untagged.Read(text, Limits.MaxDepth);
        switch (response.Kind)
        {
            case UntaggedKind.Fetch:
                if (new FetchReader(state.Flags, [new BodySection("1"), BodySection.HeaderFields("SUBJECT")]).Read(response.Body()) is not { } data) return;
                EnvelopeTarget.Touch(data.Envelope);
                _ = data.BodyStructure?.Walk().Sum(p => p.Section.Length);
                break;
            case UntaggedKind.List: _ = ListReader.Read(response.Body(), utf8: false).Name.Identity; break;
            case UntaggedKind.Status: _ = StatusReader.Read(response.Body(), utf8: true).Status; break;
            case UntaggedKind.Search or UntaggedKind.ESearch: response.Body().Skip(); break;
            default: state.Hear(in response); break;
        }
    }
}
