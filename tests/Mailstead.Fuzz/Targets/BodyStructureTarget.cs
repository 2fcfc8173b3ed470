using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Fuzz.Targets;

/// <summary>A BODYSTRUCTURE that a response reader let through.</summary>
internal sealed class BodyStructureTarget : FuzzTarget
{
    public override string Name => "imap-bodystructure";
    public override int AllocationFactor => 400;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        (("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 1152 23)("TEXT" "PLAIN" ("CHARSET" "US-ASCII" "NAME" "cc.diff") "<960723163407.20117h@cac>" "Compiler diff" "BASE64" 4554 73 NIL ("attachment" ("filename*0*" "utf-8''a%20" "filename*1" "b"))) "MIXED" ("boundary" "x") NIL ("en" "de") "http://x")
        ("message" "rfc822" NIL NIL NIL "7bit" 342 ("d" "s" NIL NIL NIL NIL NIL NIL NIL NIL) (("text" "html" NIL NIL NIL "quoted-printable" -1 4) "alternative") 12 NIL NIL)
        (NIL "mixed" NIL)
        ("IMAGE" "PNG" ("name" {3}\r\na"b) NIL NIL "base64" 99999999999 NIL ("inline" NIL) NIL NIL ("future" (1 2 (3))))
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("(\n)\nNIL\n\"\"\n(\"a\" \"b\")\n{3}\\r\\nabc\n((\n))\n\"mixed\"\n\"message\" \"rfc822\"\n(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 1 (\"d\" NIL NIL NIL NIL NIL NIL NIL NIL NIL) \n4294967296\n-1\n\"filename*0*\" \"\n\"\n ");

    public override void Run(byte[] input)
    {
        var reader = new ImapReader(input, 64);
        reader.Skip();
        if (BodyStructureParser.TryParse(reader.Since(0)) is not { } structure) return;
        foreach (var part in structure.Walk())
        {
            Promise(part.Section.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '.'), "a section that cannot be asked for");
            Promise(part.FileName?.AsSpan().ContainsAny('\r', '\n', '\0') is not true, "a file name with a line break");
        }
    }
}
