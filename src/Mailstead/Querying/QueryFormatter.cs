using System.Globalization;
using System.Text;

namespace Mailstead.Querying;

/// <summary>Canonical text of a query, in our own language; parsing it gives an equal query.</summary>
public static class QueryFormatter
{
    public static string Format(MailQuery query)
    {
        if (query is MailQuery.All) return "";
        var text = new StringBuilder();
        Write(text, query, inside: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, MailQuery query, bool inside)
    {
        switch (query)
        {
            case MailQuery.And and: WriteList(text, and.Parts, " ", inside); break;
            case MailQuery.Or or: WriteList(text, or.Parts, " OR ", inside); break;
            case MailQuery.Not not:
                text.Append('-');
                Write(text, not.Inner, inside: true);
                break;
            case MailQuery.All: text.Append("is:any"); break;
            case MailQuery.Text { Field: TextField.Any } any: WriteValue(text, any.Value); break;
            case MailQuery.Text field: WriteValue(text.Append(NameOf(field.Field)).Append(':'), field.Value); break;
            case MailQuery.Header { Value.Length: 0 } header: WriteValue(text.Append("header:"), header.Name); break;
            case MailQuery.Header header: WriteValue(text.Append("header:"), $"{header.Name}={header.Value}"); break;
            case MailQuery.State state: text.Append("is:").Append(NameOf(state)); break;
            case MailQuery.Label label: WriteValue(text.Append("label:"), label.Keyword); break;
            case MailQuery.HasAttachment: text.Append("has:attachment"); break;
            case MailQuery.Date date: text.Append(NameOf(date.Relation)).Append(':').Append(date.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case MailQuery.Larger larger: text.Append(CultureInfo.InvariantCulture, $"larger:{larger.Octets}"); break;
            case MailQuery.Smaller smaller: text.Append(CultureInfo.InvariantCulture, $"smaller:{smaller.Octets}"); break;
            case MailQuery.In folder: WriteValue(text.Append("in:"), folder.Folder); break;
            default: throw new ArgumentException($"No text for {query.GetType().Name}.", nameof(query));
        }
    }

    private static void WriteList(StringBuilder text, IReadOnlyList<MailQuery> parts, string between, bool inside)
    {
        if (inside) text.Append('(');
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0) text.Append(between);
            Write(text, parts[i], inside: true);
        }
        if (inside) text.Append(')');
    }

    private static void WriteValue(StringBuilder text, string value)
    {
        if (NeedsNoQuotes(value))
        {
            text.Append(value);
            return;
        }
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\');
            text.Append(c);
        }
        text.Append('"');
    }

    private static bool NeedsNoQuotes(string value) =>
        value.Length > 0 && value[0] != '-' && value.All(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '"' or ':'))
        && !value.EndsWith('=') && value is not ("AND" or "NOT") && !ImapQueryReader.Starts(value);

    private static string NameOf(TextField field) => field switch
    {
        TextField.From => "from", TextField.To => "to", TextField.Cc => "cc", TextField.Bcc => "bcc", TextField.Subject => "subject", TextField.Body => "body",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static string NameOf(MailQuery.State state) => state switch
    {
        (MessageState.Read, true) => "read", (MessageState.Read, false) => "unread",
        (MessageState.Flagged, true) => "flagged", (MessageState.Flagged, false) => "unflagged",
        (MessageState.Answered, true) => "answered", (MessageState.Answered, false) => "unanswered",
        (MessageState.Draft, true) => "draft", (MessageState.Draft, false) => "undraft",
        (MessageState.Deleted, true) => "deleted", (MessageState.Deleted, false) => "undeleted",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static string NameOf(DateRelation relation) => relation switch
    {
        DateRelation.Since => "after", DateRelation.Before => "before", DateRelation.On => "on",
        DateRelation.SentSince => "sent_after", DateRelation.SentBefore => "sent_before", DateRelation.SentOn => "sent_on",
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };
}
