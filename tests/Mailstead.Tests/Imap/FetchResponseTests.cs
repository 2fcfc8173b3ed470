using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class FetchResponseTests
{
    // RFC 9051 section 7.5.2, the example of ENVELOPE, and a structure with a message inside a message.
    private const string Envelope =
        "(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" {27}\r\n=?utf-8?q?Gr=C3=BC=C3=9Fe?= ((\"Terry \\\"T\\\" Gray\" NIL \"gray\" \"cac.washington.edu\")) NIL NIL "
        + "((NIL NIL \"imap\" \"cac.washington.edu\")(NIL NIL \"team\" NIL)(NIL NIL \"john doe\" \"x.example\")(NIL NIL NIL NIL)(\"No\" NIL \"undisclosed\" \"MISSING_DOMAIN\")) NIL NIL NIL \" <B27397-0100000@cac.washington.edu>\")";

    private const string Structure =
        "((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"UTF-8\") NIL NIL \"QUOTED-PRINTABLE\" 3028 92 NIL NIL NIL NIL)"
        + "(\"MESSAGE\" \"RFC822\" NIL \"<id@x>\" NIL \"7BIT\" 999 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
        + "((\"text\" \"html\" NIL NIL NIL \"7bit\" 5 1)(\"image\" \"png\" (\"name*0*\" \"utf-8''%C3%9C\" \"name*1\" \"b.png\") NIL NIL \"base64\" -1 NIL (\"inline\" NIL)) \"alternative\") 20 NIL (\"ATTACHMENT\" (\"filename\" \"=?utf-8?q?=C3=A4.eml?=\")) NIL)"
        + " \"MIXED\" (\"BOUNDARY\" \"b\") NIL \"en\")";

    private const string Whole =
        "* 12 FETCH (UID 44827 FLAGS (\\Seen $Junk) INTERNALDATE \" 7-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286 ENVELOPE " + Envelope
        + " BODYSTRUCTURE " + Structure + " MODSEQ (624140003) X-NEW (a (b \"c)\")) BODY[1.MIME] \"q\\\"q\" BODY[TEXT]<0> {3}\r\nabc)";

    [Fact]
    public void A_message_is_read_with_all_that_was_told()
    {
        var data = Read(Whole, new BodySection("1.MIME"), new BodySection("TEXT", 0, 3)).ShouldNotBeNull();
        data.Uid.ShouldBe(new Uid(44827));
        data.Flags.ShouldBe([Flag.Seen, new Flag("$junk")]);
        data.InternalDate.ShouldBe(new DateTimeOffset(1996, 7, 7, 2, 44, 25, TimeSpan.FromHours(-7)));
        (data.Size, data.ModSeq).ShouldBe((4286u, new ModSeq(624140003)));
        Encoding.ASCII.GetString(data.Sections[new BodySection("1.MIME")].Span).ShouldBe("q\"q");
        Encoding.ASCII.GetString(data.Sections[new BodySection("TEXT", 0, 3)].Span).ShouldBe("abc");

        var envelope = data.Envelope.ShouldNotBeNull();
        envelope.Subject.ShouldBe("Grüße");
        envelope.Date.ShouldBe(new DateTimeOffset(1996, 7, 17, 2, 23, 25, TimeSpan.FromHours(-7)));
        envelope.From.ShouldHaveSingleItem().DisplayName.ShouldBe("Terry \"T\" Gray");
        envelope.To.Select(a => a.Address).ShouldBe(["imap@cac.washington.edu", "\"john doe\"@x.example", "undisclosed"]);
        envelope.Cc.ShouldBeEmpty();
        envelope.InReplyTo.ShouldBeNull();
        envelope.MessageId.ShouldBe("B27397-0100000@cac.washington.edu");

        var structure = data.BodyStructure.ShouldNotBeNull();
        structure.Walk().Select(p => $"{p.Section} {p.MediaType}").ShouldBe(
            [" multipart/mixed", "1 text/plain", "2 message/rfc822", "2.TEXT multipart/alternative", "2.1 text/html", "2.2 image/png"]);
        structure.Parts[0].Octets.ShouldBe(3028u);
        structure.Parts[0].Parameters["charset"].ShouldBe("UTF-8");
        structure.Parts[1].FileName.ShouldBe("ä.eml");
        structure.Parts[1].Disposition.ShouldBe("attachment");
        structure.Parts[1].ContentId.ShouldBe("id@x");
        var image = structure.Parts[1].Parts[0].Parts[1];
        (image.FileName, image.Disposition, image.Octets, image.Encoding).ShouldBe(("Üb.png", "inline", 0u, "base64"));
    }

    [Theory]
    [InlineData("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 12 1)", "1 text/plain")]
    [InlineData("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) (\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1) 3)", "1 message/rfc822,1.1 text/plain")]
    [InlineData("(NIL \"mixed\" NIL NIL NIL)", " multipart/mixed")]
    [InlineData("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 NIL NIL NIL NIL)", "1 message/rfc822")]
    public void Sections_are_numbered_as_BODY_wants_them(string structure, string expected) =>
        string.Join(',', Read($"* 1 FETCH (UID 1 BODYSTRUCTURE {structure})")!.BodyStructure!.Walk().Select(p => $"{p.Section} {p.MediaType}")).ShouldBe(expected);

    [Theory]
    [InlineData("ENVELOPE (NIL)")]
    [InlineData("ENVELOPE ()")]
    [InlineData("ENVELOPE NIL")]
    [InlineData("BODYSTRUCTURE (\"text\")")]
    [InlineData("BODYSTRUCTURE ()")]
    [InlineData("BODYSTRUCTURE NIL")]
    public void What_cannot_be_read_is_null_and_harms_nothing_else(string item)
    {
        var data = Read($"* 1 FETCH (UID 1 {item} FLAGS ())").ShouldNotBeNull();
        data.Envelope.ShouldBeNull();
        data.BodyStructure.ShouldBeNull();
        data.Flags.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void A_structure_nested_without_end_is_refused_at_the_limit()
    {
        var text = "* 1 FETCH (UID 1 BODYSTRUCTURE " + new string('(', 100_000);
        Should.Throw<ProtocolBrokenException>(() => Read(text)).Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public void Equal_flag_lists_are_one_object()
    {
        var table = new FlagTable();
        var (first, second) = (ReadWith(table, "* 1 FETCH (UID 1 FLAGS (\\Seen a))"), ReadWith(table, "* 2 FETCH (UID 2 FLAGS (\\Seen a))"));
        second!.Flags.ShouldBeSameAs(first!.Flags);
    }

    [Fact]
    public void Whatever_a_server_sends_it_is_read_or_refused_by_the_typed_error()
    {
        var octets = Encoding.Latin1.GetBytes(Whole);
        var changes = Gen.Choose(0, octets.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value => (at, (byte)value))).NonEmptyListOf().ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(changes, list =>
        {
            var changed = octets.ToArray();
            foreach (var (at, value) in list.Take(5))
                changed[at] = value;
            Touch(changed);
            Touch(changed[..Math.Max(2, list[0].at)]);
        }));
    }

    private static void Touch(byte[] line)
    {
        try
        {
            var response = Untagged.Read(line, 64);
            if (response.Kind != UntaggedKind.Fetch)
                return;
            var reader = new FetchReader(new FlagTable(), [BodySection.Whole, BodySection.Header]);
            reader.TryReadUpToBody(response.Body(), out _, out _);
            if (reader.Read(response.Body()) is not { } data)
                return;
            _ = (data.Envelope?.Subject, data.Envelope?.Date, data.Envelope?.MessageId, data.Envelope?.From.Count, data.Envelope?.To.Count, data.BodyStructure?.Walk().Count());
        }
        catch (ProtocolBrokenException)
        {
            // The one error that bytes may cause.
        }
    }

    private static FetchData? Read(string line, params BodySection[] asked) => ReadWith(new FlagTable(), line, asked);

    private static FetchData? ReadWith(FlagTable flags, string line, params BodySection[] asked) =>
        new FetchReader(flags, asked).Read(Untagged.Read(Encoding.Latin1.GetBytes(line), 64).Body());
}
