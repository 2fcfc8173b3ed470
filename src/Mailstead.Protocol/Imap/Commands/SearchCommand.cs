using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID SEARCH, by ESEARCH where offered; a charset other than US-ASCII only when the criteria need it. Ascending.</summary>
public sealed class SearchCommand(SearchCriteria criteria) : ImapCommand<IReadOnlyList<Uid>>, IResponseSink
{
    private readonly List<Uid> _found = [];
    private ImapLimits? _limits;
    private byte[] _tag = [];

    void IResponseSink.Begin(Exchange exchange) => _tag = exchange.Tag;

    bool IResponseSink.Take(scoped in Untagged response)
    {
        switch (response.Kind)
        {
            case UntaggedKind.Search:
                ReadNumbers(response.Body());
                return true;
            case UntaggedKind.ESearch:
                return ReadExtended(response.Body());
            default:
                return false;
        }
    }

    internal override async Task<IReadOnlyList<Uid>> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _limits = line.Limits;
        if (line.Offers("ESEARCH") || line.Offers("IMAP4REV2"))
        {
            var answer = await line.TrySendAsync(Write(line, extended: true), this, cancellationToken);
            if (answer.Condition == StatusCondition.Ok)
                return Ascending();
            if (answer.Condition != StatusCondition.Bad)
                throw Refusal.From(answer, "SEARCH");
            // QUIRK: announced, and answered BAD.
            _found.Clear();
            await line.SendAsync("SEARCH", Write(line, extended: false), this, cancellationToken);
            line.State.Distrust("ESEARCH");
            return Ascending();
        }
        await line.SendAsync("SEARCH", Write(line, extended: false), this, cancellationToken);
        return Ascending();
    }

    private ImapWriter Write(ImapLine line, bool extended)
    {
        var writer = line.Write(extended ? "UID SEARCH RETURN (ALL) "u8 : "UID SEARCH "u8);
        // With UTF8=ACCEPT in force no charset may be named (RFC 6855 section 3).
        if (!line.State.Utf8 && SearchWriter.NeedsUtf8(criteria))
            writer.Raw("CHARSET UTF-8 "u8);
        SearchWriter.Write(writer, criteria);
        return writer;
    }

    private void ReadNumbers(ImapReader reader)
    {
        while (!reader.AtEnd && reader.Next != '(')
        {
            Add(reader.Number());
            if (!reader.TrySpace())
                break;
        }
    }

    private bool ReadExtended(ImapReader reader)
    {
        if (reader.TryTake((byte)'('))
        {
            if (!reader.TryAtom("TAG"u8))
                throw reader.Broken("TAG was expected");
            reader.Space();
            if (!reader.AString().SequenceEqual(_tag))
                return false;
            reader.Take(')');
        }
        while (reader.TrySpace() || !reader.AtEnd)
        {
            if (reader.TryAtom("UID"u8))
                continue;
            var name = reader.Atom();
            reader.Space();
            if (!System.Text.Ascii.EqualsIgnoreCase(name, "ALL"u8))
            {
                reader.Skip();
                continue;
            }
            foreach (var range in UidSetParser.Ranges(reader.Atom(), _limits!))
            {
                for (ulong uid = range.First; uid <= range.Last; uid++)
                    Add((uint)uid);
            }
        }
        return true;
    }

    private void Add(uint uid)
    {
        if (_found.Count >= _limits!.MaxSetSize)
            throw new ProtocolBrokenException("The search has more hits than is accepted.", ErrorCodes.LimitExceeded);
        _found.Add(new Uid(uid));
    }

    private List<Uid> Ascending()
    {
        // "9:*" means the last message even when its UID is below 9 (RFC 9051 section 6.4.9); here it does not.
        var wanted = criteria switch
        {
            SearchCriteria.Uids only => only.Set,
            SearchCriteria.And and => and.Parts.OfType<SearchCriteria.Uids>().FirstOrDefault()?.Set,
            _ => null,
        };
        if (wanted is { IsOpenEnded: true })
            _found.RemoveAll(uid => !wanted.Contains(uid));
        for (var at = 1; at < _found.Count; at++)
        {
            if (_found[at - 1] >= _found[at])
                return [.. _found.Distinct().Order()];
        }
        return _found;
    }
}
