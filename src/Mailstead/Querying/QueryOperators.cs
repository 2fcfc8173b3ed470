using System.Buffers;
using System.Collections.Frozen;

namespace Mailstead.Querying;

/// <summary>The operators of our language: name, what follows the colon, what it means.</summary>
internal static class QueryOperators
{
    public static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    private static readonly FrozenDictionary<string, MailQuery> States = new Dictionary<string, MailQuery>(StringComparer.OrdinalIgnoreCase)
    {
        ["any"] = new MailQuery.All(),
        ["read"] = new MailQuery.State(MessageState.Read), ["seen"] = new MailQuery.State(MessageState.Read),
        ["unread"] = new MailQuery.State(MessageState.Read, false), ["unseen"] = new MailQuery.State(MessageState.Read, false),
        ["flagged"] = new MailQuery.State(MessageState.Flagged), ["starred"] = new MailQuery.State(MessageState.Flagged),
        ["unflagged"] = new MailQuery.State(MessageState.Flagged, false), ["unstarred"] = new MailQuery.State(MessageState.Flagged, false),
        ["answered"] = new MailQuery.State(MessageState.Answered), ["unanswered"] = new MailQuery.State(MessageState.Answered, false),
        ["draft"] = new MailQuery.State(MessageState.Draft), ["undraft"] = new MailQuery.State(MessageState.Draft, false),
        ["deleted"] = new MailQuery.State(MessageState.Deleted), ["undeleted"] = new MailQuery.State(MessageState.Deleted, false),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const string StateNames = "unread, read, flagged, starred, unflagged, answered, unanswered, draft or deleted";

    public static FrozenDictionary<string, QueryOperator> All { get; } = new Dictionary<string, QueryOperator>(StringComparer.Ordinal)
    {
        ["from"] = Text(TextField.From),
        ["to"] = Text(TextField.To),
        ["cc"] = Text(TextField.Cc),
        ["bcc"] = Text(TextField.Bcc),
        ["subject"] = Text(TextField.Subject),
        ["body"] = Text(TextField.Body),
        ["has"] = new("attachment", (value, _) => value.ToUpperInvariant() is "ATTACHMENT" or "ATTACHMENTS" ? new MailQuery.HasAttachment() : null),
        ["is"] = new(StateNames, (value, _) => States.GetValueOrDefault(value)),
        ["after"] = Date(DateRelation.Since),
        ["since"] = Date(DateRelation.Since),
        ["newer_than"] = Date(DateRelation.Since),
        ["before"] = Date(DateRelation.Before),
        ["older_than"] = Date(DateRelation.Before),
        ["on"] = Date(DateRelation.On),
        ["sent_after"] = Date(DateRelation.SentSince),
        ["sent_before"] = Date(DateRelation.SentBefore),
        ["sent_on"] = Date(DateRelation.SentOn),
        ["larger"] = new(QueryValues.SizeExpected, (value, _) => QueryValues.TrySize(value, out var size) ? new MailQuery.Larger(size) : null),
        ["smaller"] = new(QueryValues.SizeExpected, (value, _) => QueryValues.TrySize(value, out var size) ? new MailQuery.Smaller(size) : null),
        ["in"] = new("a folder name, in quotes when it has blanks", (value, _) => new MailQuery.In(value)),
        ["label"] = new(QueryValues.KeywordExpected, (value, _) => QueryValues.IsKeyword(value) ? new MailQuery.Label(value) : null),
        ["header"] = new("NAME=VALUE, or NAME alone", (value, _) => Header(value)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>For people: without the synonyms.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["from", "to", "cc", "bcc", "subject", "body", "has", "is", "after", "before", "on", "larger", "smaller", "in", "label", "header"];

    private static QueryOperator Text(TextField field) => new("a word, or a phrase in quotes", (value, _) => new MailQuery.Text(field, value));

    private static QueryOperator Date(DateRelation relation) =>
        new(QueryValues.DateExpected, (value, today) => QueryValues.TryDate(value, today, out var day) ? new MailQuery.Date(relation, day) : null);

    private static MailQuery.Header? Header(string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? value : value[..equals];
        return QueryValues.IsHeaderName(name) ? new MailQuery.Header(name, equals < 0 ? "" : value[(equals + 1)..]) : null;
    }
}
