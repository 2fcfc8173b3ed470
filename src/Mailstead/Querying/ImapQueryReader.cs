using System.Collections.Frozen;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Querying;

/// <summary>IMAP's way of writing (RFC 9051 section 6.4.4), keys without regard to case. What has no typed form (UID and sequence sets, RECENT, NEW, OLD) is refused.</summary>
internal sealed class ImapQueryReader(QueryScanner scanner, DateOnly today)
{
    private static readonly FrozenDictionary<string, MailQuery> Simple = new Dictionary<string, MailQuery>(StringComparer.OrdinalIgnoreCase)
    {
        ["ALL"] = new MailQuery.All(),
        ["SEEN"] = new MailQuery.State(MessageState.Read), ["UNSEEN"] = new MailQuery.State(MessageState.Read, false),
        ["FLAGGED"] = new MailQuery.State(MessageState.Flagged), ["UNFLAGGED"] = new MailQuery.State(MessageState.Flagged, false),
        ["ANSWERED"] = new MailQuery.State(MessageState.Answered), ["UNANSWERED"] = new MailQuery.State(MessageState.Answered, false),
        ["DRAFT"] = new MailQuery.State(MessageState.Draft), ["UNDRAFT"] = new MailQuery.State(MessageState.Draft, false),
        ["DELETED"] = new MailQuery.State(MessageState.Deleted), ["UNDELETED"] = new MailQuery.State(MessageState.Deleted, false),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> WithArguments = FrozenSet.ToFrozenSet(
        ["FROM", "TO", "CC", "BCC", "SUBJECT", "BODY", "TEXT", "BEFORE", "SINCE", "ON", "SENTBEFORE", "SENTSINCE", "SENTON", "LARGER", "SMALLER", "HEADER", "KEYWORD", "UNKEYWORD", "OR", "NOT"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Refused = FrozenSet.ToFrozenSet(["RECENT", "NEW", "OLD", "UID", "MODSEQ", "YOUNGER", "OLDER"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The first word, leading parentheses and NOTs aside, is a key in capitals.</summary>
    public static bool Starts(string text)
    {
        var rest = text.AsSpan();
        while (true)
        {
            rest = rest.TrimStart(" \t(");
            var end = rest.IndexOfAnyExceptInRange('A', 'Z');
            var word = end < 0 ? rest : rest[..end];
            if (end >= 0 && !char.IsWhiteSpace(rest[end]) && rest[end] is not (')' or '(')) return false;
            if (word is not "NOT") return IsKey(word.ToString());
            rest = rest[3..];
        }
    }

    private static bool IsKey(string word) => Simple.ContainsKey(word) || WithArguments.Contains(word) || Refused.Contains(word);

    public MailQuery Read()
    {
        var query = ReadAll();
        if (!scanner.AtEnd) throw scanner.FailHere("an IMAP search key or the end of the query");
        return query;
    }

    private MailQuery ReadAll()
    {
        var parts = new List<MailQuery>();
        do
        {
            parts.Add(ReadKey());
            scanner.SkipBlank();
        }
        while (!scanner.AtEnd && scanner.Current != ')');
        return MailQuery.AllOf(parts);
    }

    private MailQuery ReadKey()
    {
        scanner.SkipBlank();
        var start = scanner.Position;
        if (scanner.Current == '(') return ReadGroup(start);
        scanner.CountTerm(start);
        var key = scanner.ReadWord().ToUpperInvariant();
        if (Simple.TryGetValue(key, out var simple)) return simple;
        return key switch
        {
            "FROM" => Text(TextField.From), "TO" => Text(TextField.To), "CC" => Text(TextField.Cc), "BCC" => Text(TextField.Bcc),
            "SUBJECT" => Text(TextField.Subject), "BODY" => Text(TextField.Body), "TEXT" => Text(TextField.Any),
            "SINCE" => Date(DateRelation.Since), "BEFORE" => Date(DateRelation.Before), "ON" => Date(DateRelation.On),
            "SENTSINCE" => Date(DateRelation.SentSince), "SENTBEFORE" => Date(DateRelation.SentBefore), "SENTON" => Date(DateRelation.SentOn),
            "LARGER" => new MailQuery.Larger(Size()), "SMALLER" => new MailQuery.Smaller(Size()),
            "HEADER" => new MailQuery.Header(Argument("a header name", QueryValues.IsHeaderName), Argument("the value of the header", _ => true)),
            "KEYWORD" => Label(), "UNKEYWORD" => new MailQuery.Not(Label()),
            "NOT" => Nested(start, () => ReadKey() is var inner && inner is MailQuery.Not twice ? twice.Inner : new MailQuery.Not(inner)),
            "OR" => Nested(start, () => MailQuery.AnyOf([ReadKey(), ReadKey()])),
            _ => throw Unknown(start, key),
        };
    }

    private CallerException Unknown(int start, string key) =>
        Refused.Contains(key)
            ? scanner.Fail(start, "a key that means the same on every server", key, "Use UNSEEN, SINCE or BEFORE; to search for the word itself, put it in quotes.")
            : scanner.Fail(start, "an IMAP search key (the query starts with one)", scanner.FoundAt(start) ?? "the end of the query",
                Suggestion.Closest(key, Simple.Keys.Concat(WithArguments)) is { } closest
                    ? $"Did you mean {closest}? To search for words instead, put the first word in quotes."
                    : "To search for words instead, put the first word in quotes, or use operators such as from:anna.");

    private MailQuery ReadGroup(int start) => Nested(start, () =>
    {
        scanner.Position++;
        var inner = ReadAll();
        if (scanner.Current != ')') throw scanner.Fail(start, "a closing parenthesis for this one", null);
        scanner.Position++;
        return inner;
    });

    private MailQuery Nested(int start, Func<MailQuery> read)
    {
        scanner.Descend(start);
        var query = read();
        scanner.Ascend();
        return query;
    }

    private MailQuery.Text Text(TextField field) => new(field, Argument("a text, in quotes when it has blanks", value => value.Length > 0));
    private MailQuery.Label Label() => new(Argument(QueryValues.KeywordExpected, QueryValues.IsKeyword));

    private MailQuery.Date Date(DateRelation relation)
    {
        DateOnly day = default;
        Argument(QueryValues.DateExpected, value => QueryValues.TryDate(value, today, out day));
        return new MailQuery.Date(relation, day);
    }

    private uint Size()
    {
        uint octets = 0;
        Argument(QueryValues.SizeExpected, value => QueryValues.TrySize(value, out octets));
        return octets;
    }

    private string Argument(string expected, Func<string, bool> isGood)
    {
        scanner.SkipBlank();
        var start = scanner.Position;
        var quoted = scanner.Current == '"';
        var value = scanner.ReadValue();
        return (quoted || value.Length > 0) && isGood(value) ? value : throw scanner.Fail(start, expected, scanner.FoundAt(start) ?? "the end of the query");
    }
}
