using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void Control_characters_are_refused_by_the_name_of_the_argument(string value)
    {
        Should.Throw<CallerException>(() => Arguments.Line("folder", value)).Message.ShouldContain("'folder'");
        Should.Throw<CallerException>(() => Arguments.Lines("to", ["fine", value], 10)).Message.ShouldContain("'to'");
    }

    [Fact]
    public void Text_keeps_its_lines_but_no_NUL()
    {
        Arguments.Text("body", "a\r\nb", 100).ShouldBe("a\r\nb");
        Should.Throw<CallerException>(() => Arguments.Text("body", "a\0b", 100));
    }

    [Fact]
    public void Doubles_in_a_list_of_ids_count_once() =>
        Arguments.Ids("ids", ["x", "y", "x"], 3).ShouldBe(["x", "y"]);

    [Fact]
    public void Empty_and_overlong_lists_are_refused()
    {
        Should.Throw<CallerException>(() => Arguments.Ids("ids", [], 3)).Remedy.ShouldNotBeNull();
        Should.Throw<CallerException>(() => Arguments.Ids("ids", ["1", "2", "3", "4"], 3)).Message.ShouldContain("at most 3");
    }

    [Fact]
    public void A_choice_is_read_without_case_and_a_wrong_one_is_answered_with_the_right_ones()
    {
        Arguments.OneOf("mode", "REPLY", "new", "reply").ShouldBe("reply");
        Should.Throw<CallerException>(() => Arguments.OneOf("mode", "answer", "new", "reply")).Message.ShouldContain("new, reply");
    }
}
