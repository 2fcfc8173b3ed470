using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Querying;

/// <summary>Query to IMAP search keys. Everything is typed on both sides: no text of a caller becomes a key.</summary>
public static class QueryCompiler
{
    /// <exception cref="ArgumentException">in: or has: where <see cref="QueryParser"/> would have refused it.</exception>
    public static CompiledQuery Compile(MailQuery query)
    {
        IReadOnlyList<MailQuery> top = query is MailQuery.And and ? and.Parts : [query];
        string? folder = null;
        var attachments = AttachmentRule.Any;
        var contradiction = false;
        var criteria = new List<SearchCriteria>();
        foreach (var part in top)
        {
            switch (part)
            {
                case MailQuery.All: break;
                case MailQuery.In place: folder = place.Folder; break;
                case MailQuery.HasAttachment: Demand(AttachmentRule.Required); break;
                case MailQuery.Not { Inner: MailQuery.HasAttachment }: Demand(AttachmentRule.Forbidden); break;
                default: criteria.Add(CriteriaOf(part)); break;
            }
        }
        if (attachments == AttachmentRule.Required) criteria.Add(MayHaveAttachment);
        if (contradiction) criteria.Add(new SearchCriteria.Not(new SearchCriteria.All()));
        return new CompiledQuery(AllOf(criteria), folder, attachments);

        void Demand(AttachmentRule rule)
        {
            contradiction |= attachments != AttachmentRule.Any && attachments != rule;
            attachments = rule;
        }
    }

    /// <summary>Every message with an attachment and few others: a multipart, or a single part that says attachment, has a name, or is not text.</summary>
    private static SearchCriteria MayHaveAttachment { get; } = SearchCriteria.AnyOf(
    [
        new SearchCriteria.Header("Content-Type", "multipart/"),
        new SearchCriteria.Header("Content-Disposition", "attachment"),
        new SearchCriteria.Header("Content-Type", "name"),
        new SearchCriteria.And([new SearchCriteria.Header("Content-Type", "/"), new SearchCriteria.Not(new SearchCriteria.Header("Content-Type", "text/"))]),
    ]);

    private static SearchCriteria CriteriaOf(MailQuery query) => query switch
    {
        MailQuery.All => new SearchCriteria.All(),
        MailQuery.And and => AllOf(and.Parts.Select(CriteriaOf).ToList()),
        MailQuery.Or or => SearchCriteria.AnyOf(or.Parts.Select(CriteriaOf).ToList()),
        MailQuery.Not not => new SearchCriteria.Not(CriteriaOf(not.Inner)),
        MailQuery.Text text => new SearchCriteria.Text(KeyOf(text.Field), text.Value),
        MailQuery.Header header => new SearchCriteria.Header(header.Name, header.Value),
        MailQuery.State state => new SearchCriteria.HasFlag(FlagOf(state.Which), state.Set),
        MailQuery.Label label => new SearchCriteria.HasFlag(new Flag(label.Keyword)),
        MailQuery.Date date => new SearchCriteria.Date(KeyOf(date.Relation), date.Day),
        MailQuery.Larger larger => new SearchCriteria.Larger(larger.Octets),
        MailQuery.Smaller smaller => new SearchCriteria.Smaller(smaller.Octets),
        _ => throw new ArgumentException($"{query.GetType().Name} stands at the top level only.", nameof(query)),
    };

    private static SearchCriteria AllOf(List<SearchCriteria> parts) => parts.Count switch
    {
        0 => new SearchCriteria.All(),
        1 => parts[0],
        _ => new SearchCriteria.And(parts),
    };

    private static Flag FlagOf(MessageState state) => state switch
    {
        MessageState.Read => Flag.Seen,
        MessageState.Flagged => Flag.Flagged,
        MessageState.Answered => Flag.Answered,
        MessageState.Draft => Flag.Draft,
        MessageState.Deleted => Flag.Deleted,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static SearchTextKey KeyOf(TextField field) => field switch
    {
        TextField.Any => SearchTextKey.Text,
        TextField.From => SearchTextKey.From,
        TextField.To => SearchTextKey.To,
        TextField.Cc => SearchTextKey.Cc,
        TextField.Bcc => SearchTextKey.Bcc,
        TextField.Subject => SearchTextKey.Subject,
        TextField.Body => SearchTextKey.Body,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static SearchDateKey KeyOf(DateRelation relation) => relation switch
    {
        DateRelation.Since => SearchDateKey.Since,
        DateRelation.Before => SearchDateKey.Before,
        DateRelation.On => SearchDateKey.On,
        DateRelation.SentSince => SearchDateKey.SentSince,
        DateRelation.SentBefore => SearchDateKey.SentBefore,
        DateRelation.SentOn => SearchDateKey.SentOn,
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };
}
