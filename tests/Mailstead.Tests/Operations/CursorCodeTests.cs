using FsCheck;
using FsCheck.Fluent;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class CursorCodeTests
{
    [Fact]
    public void Reads_back_what_it_wrote() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<(uint, uint, uint, uint)>(), v =>
            CursorCode.Read(new CursorCode(v.Item1, v.Item2, v.Item3).Write(v.Item4), v.Item4) == new CursorCode(v.Item1, v.Item2, v.Item3)));

    [Fact]
    public void Refuses_the_cursor_of_another_request() =>
        Should.Throw<CallerException>(() => CursorCode.Read(new CursorCode(1, 2, 3).Write(7), 8)).Code.ShouldBe(ErrorCodes.InvalidArgument);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("????????????????????????")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA\n")]
    public void Refuses_what_is_no_cursor(string text) =>
        Should.Throw<CallerException>(() => CursorCode.Read(text, 0)).Message.ShouldContain("cursor");

    [Fact]
    public void A_hash_tells_where_one_part_ends() =>
        CursorCode.HashOf("ab", "c").ShouldNotBe(CursorCode.HashOf("a", "bc"));
}
