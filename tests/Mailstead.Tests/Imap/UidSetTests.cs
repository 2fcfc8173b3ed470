using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class UidSetTests
{
    [Fact]
    public void Ranges_are_joined_and_written_as_on_the_wire()
    {
        UidSet.Of([new Uid(7), new Uid(1), new Uid(2), new Uid(3), new Uid(7), new Uid(9)]).ToString().ShouldBe("1:3,7,9");
        UidSet.From(new Uid(9)).ToString().ShouldBe("9:*");
        UidSet.Range(new Uid(9), new Uid(4)).ToString().ShouldBe("4:9");
        UidSet.Of([]).Count.ShouldBe(0);
    }

    [Fact]
    public void A_set_holds_what_was_put_in()
    {
        var lists = ArbMap.Default.GeneratorFor<ushort[]>().ToArbitrary();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(lists, numbers =>
        {
            var expected = numbers.Select(n => new Uid(n + 1u)).Distinct().Order().ToList();
            var set = UidSet.Of(numbers.Select(n => new Uid(n + 1u)));
            set.ShouldBe(expected);
            set.Count.ShouldBe(expected.Count);
            for (uint uid = 1; uid < 65_600; uid += 13)
                set.Contains(new Uid(uid)).ShouldBe(expected.BinarySearch(new Uid(uid)) >= 0);
            string.Join(',', set.Lines(40)).ShouldBe(set.ToString());
            set.Lines(40).ShouldAllBe(line => line.Length <= 40);
            if (expected.Count > 0)
                UidSetParser.Parse(System.Text.Encoding.ASCII.GetBytes(set.ToString()), ImapLimits.Default).ShouldBe(expected);
        }));
    }

    [Fact]
    public void The_widest_range_of_a_server_costs_nothing_until_it_is_counted_out()
    {
        var set = UidSetParser.Parse("1:4294967294"u8, ImapLimits.Default);
        set.Contains(new Uid(4_000_000_000)).ShouldBeTrue();
        set.Count.ShouldBe(int.MaxValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1:")]
    [InlineData("1,,2")]
    [InlineData("1:2:3")]
    [InlineData("4294967296")]
    [InlineData("-1")]
    [InlineData("*")]
    public void What_is_no_set_is_refused(string text) =>
        Should.Throw<ProtocolBrokenException>(() => UidSetParser.Parse(System.Text.Encoding.ASCII.GetBytes(text), ImapLimits.Default));

    [Fact]
    public void Zero_is_not_a_UID() => Should.Throw<CallerException>(() => UidSet.Of([new Uid(0)]));
}
