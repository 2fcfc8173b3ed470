using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap.Wire;

public sealed class ImapWriterTests
{
    [Theory]
    [InlineData((int)LiteralMode.Synchronising, "SEARCH {3}\r\n|\u20ac|\r\n", true)]
    [InlineData((int)LiteralMode.SmallNonSynchronising, "SEARCH {3+}\r\n|\u20ac|\r\n", false)]
    [InlineData((int)LiteralMode.NonSynchronising, "SEARCH {3+}\r\n|\u20ac|\r\n", false)]
    [InlineData((int)LiteralMode.Server, "SEARCH {3}\r\n|\u20ac|\r\n", false)]
    public void A_literal_is_announced_as_the_server_allows(int mode, string expected, bool waits)
    {
        var parts = new ImapWriter((LiteralMode)mode, utf8: false).Raw("SEARCH "u8).String("€").Finish();
        string.Join('|', parts.Select(p => Encoding.UTF8.GetString(p.Bytes.Span))).ShouldBe(expected);
        parts[0].AwaitsContinuation.ShouldBe(waits);
        parts[1].IsLiteral.ShouldBeTrue();
    }

    [Fact]
    public void A_large_literal_waits_where_only_small_ones_may_run_ahead()
    {
        var parts = new ImapWriter(LiteralMode.SmallNonSynchronising, utf8: false).Literal(new byte[] { 65 }.Concat(Enumerable.Repeat((byte)'x', 4096)).ToArray()).Finish();
        parts[0].AwaitsContinuation.ShouldBeTrue();
        Encoding.ASCII.GetString(parts[0].Bytes.Span).ShouldBe("{4097}\r\n");
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("x\" NIL)\r\nA2 DELETE INBOX")]
    public void A_string_with_a_line_break_is_refused(string value)
    {
        Should.Throw<CallerException>(() => Writer().String(value)).Code.ShouldBe(ErrorCodes.InvalidArgument);
        Should.Throw<CallerException>(() => Writer().Pattern(value));
        Should.Throw<CallerException>(() => Writer().Atom(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("a b")]
    [InlineData("a)")]
    [InlineData("a\r\nb")]
    [InlineData("\\Seen) X")]
    [InlineData("caf\u00e9")]
    [InlineData("a%")]
    public void A_flag_that_is_no_atom_is_refused(string flag) => Should.Throw<CallerException>(() => Writer().Flag(new Flag(flag)));

    [Fact]
    public void Nul_in_a_literal_is_refused() => Should.Throw<CallerException>(() => Writer().Literal(new byte[] { 1, 0, 2 }));

    [Fact]
    public void Dates_are_written_in_their_own_time_zone() =>
        Encoding.ASCII.GetString(Writer().DateTime(new DateTimeOffset(1996, 7, 7, 2, 44, 25, TimeSpan.FromHours(-7))).Finish()[0].Bytes.Span)
            .ShouldBe("\"07-Jul-1996 02:44:25 -0700\"\r\n");

    private static ImapWriter Writer() => new(LiteralMode.NonSynchronising, utf8: false);
}
