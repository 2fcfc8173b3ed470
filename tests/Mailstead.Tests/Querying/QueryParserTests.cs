using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Querying;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Querying;

public sealed class QueryParserTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("invoice", "invoice")]
    [InlineData("invoice march", "invoice march")]
    [InlineData("invoice AND march", "invoice march")]
    [InlineData("\"exact phrase\"", "\"exact phrase\"")]
    [InlineData("\"say \\\"hi\\\" \\\\ bye\"", "\"say \\\"hi\\\" \\\\ bye\"")]
    [InlineData("from:anna", "from:anna")]
    [InlineData("FROM:anna To:bob", "from:anna to:bob")]
    [InlineData("cc:a bcc:b subject:c body:d", "cc:a bcc:b subject:c body:d")]
    [InlineData("subject:\"two words\"", "subject:\"two words\"")]
    [InlineData("has:attachment", "has:attachment")]
    [InlineData("has:attachments", "has:attachment")]
    [InlineData("-has:attachment x", "-has:attachment x")]
    [InlineData("is:unread is:starred is:flagged is:answered is:draft is:read", "is:unread is:flagged is:flagged is:answered is:draft is:read")]
    [InlineData("after:2026-01-05", "after:2026-01-05")]
    [InlineData("since:5-Jan-2026 before:05-feb-2026 on:2026/1/9", "after:2026-01-05 before:2026-02-05 on:2026-01-09")]
    [InlineData("after:7d", "after:2026-03-08")]
    [InlineData("newer_than:2w older_than:1m before:1y", "after:2026-03-01 before:2026-02-15 before:2025-03-15")]
    [InlineData("on:today OR on:yesterday", "on:2026-03-15 OR on:2026-03-14")]
    [InlineData("before:9999y", "before:0001-01-01")]
    [InlineData("larger:5k smaller:2M larger:3MB smaller:10", "larger:5120 smaller:2097152 larger:3145728 smaller:10")]
    [InlineData("in:Archive x", "in:Archive x")]
    [InlineData("x in:\"My Folder\"", "x in:\"My Folder\"")]
    [InlineData("header:List-Id=dev", "header:List-Id=dev")]
    [InlineData("header:X-Tag=\"a b\"", "header:\"X-Tag=a b\"")]
    [InlineData("header:X-Tag", "header:X-Tag")]
    [InlineData("label:$Work", "label:$Work")]
    [InlineData("-spam", "-spam")]
    [InlineData("NOT spam", "-spam")]
    [InlineData("--spam", "spam")]
    [InlineData("-\"bad words\" -from:eve -(a b)", "-\"bad words\" -from:eve -(a b)")]
    [InlineData("a b OR c d", "(a b) OR (c d)")]
    [InlineData("a (b OR c) d", "a (b OR c) d")]
    [InlineData("(a OR b) OR c", "a OR b OR c")]
    [InlineData("((a))", "a")]
    [InlineData("a or b and not c", "a or b and not c")]
    [InlineData("well-known", "well-known")]
    [InlineData("https://example.org/x?y=z 10:30", "\"https://example.org/x?y=z\" \"10:30\"")]
    [InlineData("\"UNSEEN\" \"OR\"", "\"UNSEEN\" \"OR\"")]
    [InlineData("unseen flagged", "unseen flagged")]
    [InlineData("Grüße 会议 🎉", "Grüße 会议 🎉")]
    [InlineData("Was FROM here", "Was \"FROM\" here")]
    public void Our_own_way_of_writing_has_one_canonical_text(string text, string canonical) =>
        QueryFormatter.Format(QueryParser.Parse(text, Today)).ShouldBe(canonical);

    [Theory]
    [InlineData("ALL", "")]
    [InlineData("UNSEEN", "is:unread")]
    [InlineData("SEEN UNFLAGGED ANSWERED DELETED", "is:read is:unflagged is:answered is:deleted")]
    [InlineData("FLAGGED UNANSWERED DRAFT UNDRAFT UNDELETED", "is:flagged is:unanswered is:draft is:undraft is:undeleted")]
    [InlineData("FROM \"x\"", "from:x")]
    [InlineData("FROM anna UNSEEN", "from:anna is:unread")]
    [InlineData("FROM anna unseen to bob", "from:anna is:unread to:bob")]
    [InlineData("TO a CC b BCC c SUBJECT \"d e\" BODY f TEXT g", "to:a cc:b bcc:c subject:\"d e\" body:f g")]
    [InlineData("SINCE 1-Jan-2026 BEFORE 01-Feb-2026 ON 5-Mar-2026", "after:2026-01-01 before:2026-02-01 on:2026-03-05")]
    [InlineData("SINCE 2026-01-01", "after:2026-01-01")]
    [InlineData("SENTSINCE 1-Jan-2026 SENTBEFORE 2-Jan-2026 SENTON \"3-Jan-2026\"", "sent_after:2026-01-01 sent_before:2026-01-02 sent_on:2026-01-03")]
    [InlineData("LARGER 1000 SMALLER 5k", "larger:1000 smaller:5120")]
    [InlineData("OR FROM a FROM b", "from:a OR from:b")]
    [InlineData("OR (FROM a UNSEEN) NOT SUBJECT b", "(from:a is:unread) OR -subject:b")]
    [InlineData("NOT SEEN", "-is:read")]
    [InlineData("NOT (FROM a TO b)", "-(from:a to:b)")]
    [InlineData("(FROM a)", "from:a")]
    [InlineData("NOT ALL", "-is:any")]
    [InlineData("HEADER List-Id \"dev list\"", "header:\"List-Id=dev list\"")]
    [InlineData("HEADER X-Tag \"\"", "header:X-Tag")]
    [InlineData("KEYWORD $Work UNKEYWORD Junk", "label:$Work -label:Junk")]
    public void Imap_criteria_parse_into_the_same_query(string text, string canonical) =>
        QueryFormatter.Format(QueryParser.Parse(text, Today)).ShouldBe(canonical);

    [Theory]
    [InlineData("from:", 6, "a value directly after from:")]
    [InlineData("from: anna", 6, "a value directly after from:")]
    [InlineData("invoice befor:2026-01-01", 9, "one of from:")]
    [InlineData("after:soon", 7, "a date as YYYY-MM-DD")]
    [InlineData("after:2026-02-30", 7, "a date as YYYY-MM-DD")]
    [InlineData("larger:big", 8, "a size as 5000")]
    [InlineData("larger:5G", 8, "a size as 5000")]
    [InlineData("larger:-1", 8, "a size as 5000")]
    [InlineData("larger:1kk", 8, "a size as 5000")]
    [InlineData("is:nice", 4, "unread, read, flagged")]
    [InlineData("has:fun", 5, "attachment")]
    [InlineData("label:a\\b", 7, "a label")]
    [InlineData("header:=x", 8, "NAME=VALUE")]
    [InlineData("\"open phrase", 1, "a closing quote")]
    [InlineData("\"ends in backslash\\", 1, "a closing quote")]
    [InlineData("a (b OR c", 3, "a closing parenthesis")]
    [InlineData("a b)", 4, "the end of the query")]
    [InlineData("()", 2, "a word, a \"phrase\"")]
    [InlineData("a OR", 5, "a word, a \"phrase\"")]
    [InlineData("AND b", 1, "a condition before it")]
    [InlineData("a OR OR b", 6, "a condition before it")]
    [InlineData("a - b", 4, "a condition directly after the minus")]
    [InlineData("\"\"", 1, "a word or a phrase")]
    [InlineData("in:a in:b", 6, "one in: only")]
    [InlineData("x OR in:a", 6, "outside of OR")]
    [InlineData("-in:a", 2, "outside of OR")]
    [InlineData("a OR has:attachment", 6, "outside of OR")]
    [InlineData("-(b has:attachment)", 5, "outside of OR")]
    [InlineData("a\r\nb", 2, "printable characters")]
    [InlineData("a\0b", 2, "printable characters")]
    [InlineData("🎉 after:x", 9, "a date as")]
    [InlineData("UNSEEN invoice", 8, "an IMAP search key")]
    [InlineData("UNSEEN FORM x", 8, "an IMAP search key")]
    [InlineData("FROM", 5, "a text, in quotes")]
    [InlineData("OR SEEN", 8, "an IMAP search key")]
    [InlineData("NEW", 1, "means the same on every server")]
    [InlineData("UID 1:*", 1, "means the same on every server")]
    [InlineData("(SEEN", 1, "a closing parenthesis")]
    [InlineData("SEEN)", 5, "an IMAP search key or the end")]
    [InlineData("SINCE 1-Foo-2026", 7, "a date as")]
    [InlineData("FROM \"\"", 6, "a text, in quotes")]
    [InlineData("KEYWORD \"a b\"", 9, "a label")]
    [InlineData("HEADER \"a b\" c", 8, "a header name")]
    public void A_bad_query_says_where_and_what_was_expected(string text, int column, string expected)
    {
        var error = Should.Throw<CallerException>(() => QueryParser.Parse(text, Today));
        error.Code.ShouldBe(DomainCodes.InvalidQuery);
        error.Message.ShouldContain($"at column {column}: expected");
        error.Message.ShouldContain(expected);
        var lines = error.Remedy.ShouldNotBeNull().Split('\n');
        lines.Length.ShouldBe(3);
        lines[2].ShouldBe(new string(' ', column - 1) + "^");
    }

    [Fact]
    public void A_caret_stays_under_its_place_in_a_long_query()
    {
        var error = Should.Throw<CallerException>(() => QueryParser.Parse(new string('x', 300) + " is:nice " + new string('y', 300), Today));
        error.Message.ShouldContain("column 305");
        var lines = error.Remedy.ShouldNotBeNull().Split('\n');
        lines[1].Length.ShouldBeLessThanOrEqualTo(100);
        lines[1][lines[2].IndexOf('^')..].ShouldStartWith("nice");
    }

    [Fact]
    public void A_misspelt_operator_gets_the_right_name() =>
        Should.Throw<CallerException>(() => QueryParser.Parse("form:anna", Today)).Remedy.ShouldNotBeNull().ShouldContain("Did you mean from");

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void A_query_has_at_most_2000_characters(int length, bool fine) => Check(new string('x', length), fine, "2000 characters");

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_query_has_at_most_100_conditions(int count, bool fine)
    {
        Check(string.Join(' ', Enumerable.Repeat("x", count)), fine, "100 conditions");
        Check(string.Join(' ', Enumerable.Repeat("SEEN", count)), fine, "100 conditions");
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_query_is_at_most_20_levels_deep(int depth, bool fine)
    {
        Check(new string('(', depth) + "x" + new string(')', depth), fine, "20 levels");
        Check(new string('-', depth) + "x", fine, "20 levels");
        Check(new string('(', depth) + "SEEN" + new string(')', depth), fine, "20 levels");
        Check(string.Concat(Enumerable.Repeat("NOT ", depth)) + "SEEN", fine, "20 levels");
    }

    private static void Check(string text, bool fine, string limit)
    {
        if (fine) Should.NotThrow(() => QueryParser.Parse(text, Today));
        else Should.Throw<CallerException>(() => QueryParser.Parse(text, Today)).Message.ShouldContain(limit);
    }
}
