using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Errors;
using Mailstead.Querying;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Querying;

public sealed class QueryRoundTripTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);
    private static readonly string[] Words =
        ["a", "two words", "OR", "AND", "NOT", "FROM", "ALL", "UNSEEN", "from:x", "-x", "(", ")", "\"", "\\", "a\\", "x=", "=", ":", "http://x", "Grüße", "🎉", "\u00A0", "a\tb", "is:read", "1-Jan-2026"];

    [Fact]
    public void Parsing_the_text_of_a_query_gives_the_query_back() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Queries(3).ToArbitrary(), query =>
        {
            var text = QueryFormatter.Format(query);
            var back = QueryParser.Parse(text, Today);
            return back.Equals(query) && QueryFormatter.Format(back) == text;
        }));

    [Fact]
    public void Any_text_gives_a_query_or_the_one_error()
    {
        var pieces = Gen.Elements([.. Words, " ", "OR ", "from:", "is:", "has:attachment", "after:", "7d", "-", "NOT ", "SEEN", "SUBJECT ", "\u0000", "\ud800", "header:a=", "in:"]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(pieces.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                var query = QueryParser.Parse(text, Today);
                QueryCompiler.Compile(query);
                return QueryParser.Parse(QueryFormatter.Format(query), Today).Equals(query);
            }
            catch (CallerException error)
            {
                return error.Code == "invalid_query" && error.Remedy!.Contains('^');
            }
        }));
    }

    private static Gen<MailQuery> Queries(int depth)
    {
        if (depth == 0) return Leaves();
        var below = Queries(depth - 1);
        var several = Gen.Choose(2, 4).SelectMany(n => below.ArrayOf(n));
        return Gen.Frequency(
            (3, Leaves()),
            (2, several.Select(parts => MailQuery.AllOf(parts))),
            (2, several.Select(parts => MailQuery.AnyOf(parts))),
            (1, below.Select(q => q is MailQuery.Not not ? not.Inner : new MailQuery.Not(q))));
    }

    private static Gen<MailQuery> Leaves()
    {
        var word = Gen.Elements(Words);
        var day = Gen.Choose(1, 3_650_000).Select(DateOnly.FromDayNumber);
        return Gen.OneOf<MailQuery>(
            Gen.Elements(Enum.GetValues<TextField>()).SelectMany(f => word.Select(MailQuery (w) => new MailQuery.Text(f, w))),
            Gen.Elements("X-A", "-", "a(b", "OR").SelectMany(n => Gen.Elements([.. Words, ""]).Select(MailQuery (w) => new MailQuery.Header(n, w))),
            Gen.Elements(Enum.GetValues<MessageState>()).SelectMany(s => Gen.Elements(true, false).Select(MailQuery (b) => new MailQuery.State(s, b))),
            Gen.Elements("$Work", "OR", "-x", "a:b").Select(MailQuery (l) => new MailQuery.Label(l)),
            Gen.Elements(Enum.GetValues<DateRelation>()).SelectMany(r => day.Select(MailQuery (d) => new MailQuery.Date(r, d))),
            Gen.Elements(0u, 1u, 5120u, uint.MaxValue).Select(MailQuery (s) => new MailQuery.Larger(s)),
            Gen.Elements(0u, 1u, 5120u, uint.MaxValue).Select(MailQuery (s) => new MailQuery.Smaller(s)),
            Gen.Constant<MailQuery>(new MailQuery.All()));
    }
}
