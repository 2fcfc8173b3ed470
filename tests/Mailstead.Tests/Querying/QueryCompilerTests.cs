using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Querying;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Querying;

public sealed class QueryCompilerTests
{
    [Fact]
    public void An_empty_query_asks_for_all() => Compile("").Criteria.ShouldBe(new SearchCriteria.All());

    [Theory]
    [InlineData("x", SearchTextKey.Text)]
    [InlineData("from:x", SearchTextKey.From)]
    [InlineData("to:x", SearchTextKey.To)]
    [InlineData("cc:x", SearchTextKey.Cc)]
    [InlineData("bcc:x", SearchTextKey.Bcc)]
    [InlineData("subject:x", SearchTextKey.Subject)]
    [InlineData("body:x", SearchTextKey.Body)]
    public void A_text_goes_to_its_key_as_a_value(string text, SearchTextKey key) => Compile(text).Criteria.ShouldBe(new SearchCriteria.Text(key, "x"));

    [Theory]
    [InlineData("after:2026-01-05", SearchDateKey.Since)]
    [InlineData("before:2026-01-05", SearchDateKey.Before)]
    [InlineData("on:2026-01-05", SearchDateKey.On)]
    [InlineData("sent_after:2026-01-05", SearchDateKey.SentSince)]
    [InlineData("sent_before:2026-01-05", SearchDateKey.SentBefore)]
    [InlineData("sent_on:2026-01-05", SearchDateKey.SentOn)]
    public void After_includes_its_day_and_before_does_not(string text, SearchDateKey key) =>
        Compile(text).Criteria.ShouldBe(new SearchCriteria.Date(key, new DateOnly(2026, 1, 5)));

    [Fact]
    public void States_sizes_labels_and_headers_have_their_keys()
    {
        Compile("is:unread").Criteria.ShouldBe(new SearchCriteria.HasFlag(Flag.Seen, false));
        Compile("is:starred").Criteria.ShouldBe(new SearchCriteria.HasFlag(Flag.Flagged));
        Compile("is:answered").Criteria.ShouldBe(new SearchCriteria.HasFlag(Flag.Answered));
        Compile("is:draft").Criteria.ShouldBe(new SearchCriteria.HasFlag(Flag.Draft));
        Compile("is:deleted").Criteria.ShouldBe(new SearchCriteria.HasFlag(Flag.Deleted));
        Compile("label:$Work").Criteria.ShouldBe(new SearchCriteria.HasFlag(new Flag("$Work")));
        Compile("larger:5k").Criteria.ShouldBe(new SearchCriteria.Larger(5120));
        Compile("smaller:9").Criteria.ShouldBe(new SearchCriteria.Smaller(9));
        Compile("header:List-Id=dev").Criteria.ShouldBe(new SearchCriteria.Header("List-Id", "dev"));
        Compile("-is:read").Criteria.ShouldBe(new SearchCriteria.Not(new SearchCriteria.HasFlag(Flag.Seen)));
    }

    [Fact]
    public void Text_that_looks_like_criteria_stays_a_value() =>
        Compile("\"x UNDELETED OR SEEN\"").Criteria.ShouldBe(new SearchCriteria.Text(SearchTextKey.Text, "x UNDELETED OR SEEN"));

    [Fact]
    public void What_stands_side_by_side_becomes_one_list() =>
        Compile("a (b c)").Criteria.ShouldBeOfType<SearchCriteria.And>().Parts.Count.ShouldBe(3);

    [Fact]
    public void A_hundred_alternatives_nest_seven_deep()
    {
        var criteria = Compile(string.Join(" OR ", Enumerable.Range(0, 100).Select(i => $"w{i}"))).Criteria;
        Depth(criteria).ShouldBe(7);
        Leaves(criteria).ShouldBe(100);
    }

    [Fact]
    public void The_folder_is_taken_out()
    {
        var compiled = Compile("in:\"Old Mail\" from:x");
        compiled.Folder.ShouldBe("Old Mail");
        compiled.Criteria.ShouldBe(new SearchCriteria.Text(SearchTextKey.From, "x"));
        Compile("in:Archive").Criteria.ShouldBe(new SearchCriteria.All());
        Compile("x").Folder.ShouldBeNull();
    }

    [Theory]
    [InlineData("x", AttachmentRule.Any)]
    [InlineData("has:attachment x", AttachmentRule.Required)]
    [InlineData("x (y has:attachment)", AttachmentRule.Required)]
    [InlineData("-has:attachment x", AttachmentRule.Forbidden)]
    public void What_the_server_cannot_answer_is_left_as_a_rule(string text, AttachmentRule rule) => Compile(text).Attachments.ShouldBe(rule);

    [Fact]
    public void Without_attachments_the_server_narrows_nothing() => Compile("-has:attachment").Criteria.ShouldBe(new SearchCriteria.All());

    [Fact]
    public void With_and_without_attachments_at_once_finds_nothing() =>
        Compile("has:attachment -has:attachment").Criteria.ShouldBe(new SearchCriteria.Not(new SearchCriteria.All()));

    [Fact]
    public void A_query_built_by_hand_with_a_folder_inside_is_refused() =>
        Should.Throw<ArgumentException>(() => QueryCompiler.Compile(new MailQuery.Not(new MailQuery.In("x"))));

    private static CompiledQuery Compile(string text) => QueryCompiler.Compile(QueryParser.Parse(text, new DateOnly(2026, 3, 15)));

    private static int Depth(SearchCriteria criteria) => criteria is SearchCriteria.Or or ? 1 + Math.Max(Depth(or.Left), Depth(or.Right)) : 0;
    private static int Leaves(SearchCriteria criteria) => criteria is SearchCriteria.Or or ? Leaves(or.Left) + Leaves(or.Right) : 1;
}
