using System.Globalization;
using System.Text;
using Mailstead.Mime.Parsing;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Searching;

/// <summary>Reads search keys into a predicate (RFC 9051 section 6.4.4).</summary>
internal sealed class SearchKeys(CommandText arguments)
{
    private const int MaxDepth = 64;

    private int _depth;

    /// <summary>Keys to the end of the command or the closing parenthesis, all of which must hold.</summary>
    public Func<SearchSubject, bool> ReadAll()
    {
        var keys = new List<Func<SearchSubject, bool>>();
        do
            keys.Add(Read());
        while (arguments.TryTake((byte)' '));
        return subject => keys.TrueForAll(key => key(subject));
    }

    private Func<SearchSubject, bool> Read()
    {
        if (++_depth > MaxDepth)
            throw new BadCommandException("Search keys are nested too deep");
        try
        {
            if (arguments.TryTake((byte)'('))
            {
                var inner = ReadAll();
                arguments.Expect((byte)')');
                return inner;
            }

            return arguments.Peek is >= (byte)'0' and <= (byte)'9' or (byte)'*' ? BySet(byUid: false) : ByName(arguments.Keyword());
        }
        finally
        {
            _depth--;
        }
    }

    private Func<SearchSubject, bool> ByName(string key) => key switch
    {
        "ALL" or "OLD" => _ => true,
        "NEW" or "RECENT" => _ => false,
        "SEEN" or "ANSWERED" or "FLAGGED" or "DELETED" or "DRAFT" => ByFlag("\\" + key, set: true),
        "UNSEEN" or "UNANSWERED" or "UNFLAGGED" or "UNDELETED" or "UNDRAFT" => ByFlag("\\" + key[2..], set: false),
        "KEYWORD" => ByFlag(Argument(arguments.Atom), set: true),
        "UNKEYWORD" => ByFlag(Argument(arguments.Atom), set: false),
        "NOT" => Negate(Argument(Read)),
        "OR" => Either(Argument(Read), Argument(Read)),
        "FROM" or "TO" or "CC" or "BCC" or "SUBJECT" => ByHeader(key, Argument(arguments.AString)),
        "HEADER" => ByHeader(Argument(arguments.AString), Argument(arguments.AString)),
        "BODY" => ByText(Argument(arguments.AString), withHeaders: false),
        "TEXT" => ByText(Argument(arguments.AString), withHeaders: true),
        "LARGER" => BySize(Argument(arguments.Number), (size, limit) => size > limit),
        "SMALLER" => BySize(Argument(arguments.Number), (size, limit) => size < limit),
        "BEFORE" => ByDay(Arrived, (day, limit) => day < limit),
        "ON" => ByDay(Arrived, (day, limit) => day == limit),
        "SINCE" => ByDay(Arrived, (day, limit) => day >= limit),
        "SENTBEFORE" => ByDay(Sent, (day, limit) => day < limit),
        "SENTON" => ByDay(Sent, (day, limit) => day == limit),
        "SENTSINCE" => ByDay(Sent, (day, limit) => day >= limit),
        "UID" => Argument(() => BySet(byUid: true)),
        _ => throw new BadCommandException($"No such search key: {key}"),
    };

    private T Argument<T>(Func<T> read)
    {
        arguments.Space();
        return read();
    }

    private Func<SearchSubject, bool> BySet(bool byUid)
    {
        var set = arguments.SequenceSet();
        return byUid ? s => set.Contains(s.Message.Uid, s.HighestUid) : s => set.Contains(s.Sequence, s.HighestSequence);
    }

    private Func<SearchSubject, bool> ByDay(Func<StoredMessage, DateOnly?> dayOf, Func<DateOnly, DateOnly, bool> compare)
    {
        var text = Argument(arguments.AString);
        if (!DateOnly.TryParseExact(text, "d-MMM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var limit))
            throw new BadCommandException("A date is 1-Feb-1994");
        return s => dayOf(s.Message) is { } day && compare(day, limit);
    }

    private static Func<SearchSubject, bool> Negate(Func<SearchSubject, bool> key) => s => !key(s);

    private static Func<SearchSubject, bool> Either(Func<SearchSubject, bool> left, Func<SearchSubject, bool> right) => s => left(s) || right(s);

    private static Func<SearchSubject, bool> ByFlag(string flag, bool set) => s => s.Message.Has(flag) == set;

    private static Func<SearchSubject, bool> BySize(uint limit, Func<long, long, bool> compare) => s => compare(s.Message.Content.Bytes.Length, limit);

    // HEADER with an empty string asks whether the field is there.
    private static Func<SearchSubject, bool> ByHeader(string name, string value) =>
        s => s.Message.Content.Parsed.Headers.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && Contains(f.Value, value));

    private static Func<SearchSubject, bool> ByText(string value, bool withHeaders) =>
        s => (withHeaders && s.Message.Content.Parsed.Headers.Any(f => Contains($"{f.Name}: {f.Value}", value)))
            || TextParts(s.Message.Content.Parsed).Any(p => Contains(p.DecodeText(), value));

    private static IEnumerable<MimePart> TextParts(MimeMessage message) =>
        message.AllParts().SelectMany(p => p.EmbeddedMessage is { } inner ? inner.AllParts() : [p]).Where(p => p.IsText);

    private static bool Contains(string text, string value) =>
        text.Contains(value, StringComparison.OrdinalIgnoreCase);

    private static DateOnly? Arrived(StoredMessage message) => DateOnly.FromDateTime(message.InternalDate.DateTime);

    private static DateOnly? Sent(StoredMessage message) => message.Content.Parsed.Date is { } date ? DateOnly.FromDateTime(date.DateTime) : null;
}
