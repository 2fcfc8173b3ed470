using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap.Wire;

public sealed class MailboxNameWireTests
{
    [Theory]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("Entwürfe & mehr", "Entw&APw-rfe &- mehr")]
    [InlineData("😀", "&2D3eAA-")]
    [InlineData("INBOX", "INBOX")]
    public void Names_are_modified_utf7(string name, string wire)
    {
        ModifiedUtf7.Encode(name).ShouldBe(wire);
        MailboxName.FromWire(Encoding.ASCII.GetBytes(wire), utf8: false).ShouldBe(new MailboxName(name));
    }

    [Fact]
    public void Every_name_comes_back_as_it_was()
    {
        var names = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(s => s.Get)
            .Where(s => !s.Any(char.IsControl) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s)) == s).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(names, name =>
        {
            foreach (var utf8 in new[] { false, true })
                MailboxName.FromWire(Written(new MailboxName(name), utf8), utf8).ShouldBe(new MailboxName(name));
        }));
    }

    [Theory]
    [InlineData("&AAo-line")]
    [InlineData("&")]
    [InlineData("&Jj")]
    [InlineData("&AGE-")]
    [InlineData("&2D0-")]
    [InlineData("a&U,BTFw-&U,BTFw-")]
    [InlineData("&!!!-")]
    [InlineData("\u00fcber")]
    public void A_name_that_no_encoder_writes_is_shown_safely_and_goes_back_as_it_came(string wire)
    {
        var octets = Encoding.UTF8.GetBytes(wire);
        var name = MailboxName.FromWire(octets, utf8: false);
        name.Value.Any(char.IsControl).ShouldBeFalse();
        Written(name, utf8: false).ShouldBe(octets);
    }

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_name_with_a_line_break_is_refused(string name) =>
        Should.Throw<CallerException>(() => Written(new MailboxName(name), utf8: false)).Code.ShouldBe(ErrorCodes.InvalidArgument);

    [Theory]
    [InlineData("../../etc")]
    [InlineData("..")]
    [InlineData("a\"b\\c")]
    [InlineData("\u202egpj.exe")]
    public void A_hostile_name_is_only_a_string(string name) =>
        MailboxName.FromWire(Written(new MailboxName(name), utf8: false), utf8: false).Value.ShouldBe(name);

    private static byte[] Written(MailboxName name, bool utf8)
    {
        var line = new ImapWriter(LiteralMode.Server, utf8).Mailbox(name).Finish().SelectMany(p => p.Bytes.ToArray()).ToArray();
        return new ImapReader(line.AsSpan(0, line.Length - 2), 64).AString().ToArray();
    }
}
