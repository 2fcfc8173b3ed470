using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>Criteria as a search program. Bounded: a tree deeper or larger than a person would ask for is refused.</summary>
internal static class SearchWriter
{
    private const int MaxDepth = 50;
    private const int MaxKeys = 5_000;

    public static void Write(ImapWriter writer, SearchCriteria criteria)
    {
        var left = MaxKeys;
        Write(writer, criteria, 0, ref left);
    }

    public static bool NeedsUtf8(SearchCriteria criteria) => criteria switch
    {
        SearchCriteria.And and => and.Parts.Any(NeedsUtf8),
        SearchCriteria.Or or => NeedsUtf8(or.Left) || NeedsUtf8(or.Right),
        SearchCriteria.Not not => NeedsUtf8(not.Inner),
        SearchCriteria.Text text => !Ascii.IsValid(text.Value),
        SearchCriteria.Header header => !Ascii.IsValid(header.Value),
        _ => false,
    };

    private static void Write(ImapWriter writer, SearchCriteria criteria, int depth, ref int left)
    {
        if (depth > MaxDepth || --left < 0)
            throw new CallerException("The search is nested too deep or has too many parts.");
        switch (criteria)
        {
            case SearchCriteria.All:
                writer.Raw("ALL"u8);
                break;
            case SearchCriteria.And { Parts.Count: 0 }:
                writer.Raw("ALL"u8);
                break;
            case SearchCriteria.And and:
                if (depth > 0)
                    writer.Raw("("u8);
                for (var at = 0; at < and.Parts.Count; at++)
                {
                    if (at > 0)
                        writer.Space();
                    Write(writer, and.Parts[at], depth + 1, ref left);
                }
                if (depth > 0)
                    writer.Raw(")"u8);
                break;
            case SearchCriteria.Or or:
                writer.Raw("OR "u8);
                Write(writer, or.Left, depth + 1, ref left);
                writer.Space();
                Write(writer, or.Right, depth + 1, ref left);
                break;
            case SearchCriteria.Not not:
                writer.Raw("NOT "u8);
                Write(writer, not.Inner, depth + 1, ref left);
                break;
            case SearchCriteria.Text text:
                writer.Raw(Name(text.Key)).String(text.Value);
                break;
            case SearchCriteria.Header header:
                writer.Raw("HEADER "u8).String(header.Name).Space().String(header.Value);
                break;
            case SearchCriteria.HasFlag flag:
                WriteFlag(writer, flag);
                break;
            case SearchCriteria.Date date:
                writer.Raw(Name(date.Key)).Date(date.Day);
                break;
            case SearchCriteria.Larger larger:
                writer.Raw("LARGER "u8).Number(larger.Octets);
                break;
            case SearchCriteria.Smaller smaller:
                writer.Raw("SMALLER "u8).Number(smaller.Octets);
                break;
            case SearchCriteria.Uids uids:
                WriteUids(writer, uids.Set);
                break;
            default:
                throw new CallerException("This search key is not known.");
        }
    }

    private static void WriteUids(ImapWriter writer, UidSet set)
    {
        // Nothing is in an empty set; the grammar has no word for that.
        if (set.Ranges.Count == 0)
            writer.Raw("NOT ALL"u8);
        else
            writer.Raw("UID "u8).Set(set.ToString());
    }

    private static void WriteFlag(ImapWriter writer, SearchCriteria.HasFlag key)
    {
        var flag = key.Flag;
        if (flag == Flag.Seen || flag == Flag.Answered || flag == Flag.Flagged || flag == Flag.Deleted || flag == Flag.Draft)
            writer.Raw(key.Set ? ""u8 : "UN"u8).Atom(flag.Name[1..].ToUpperInvariant());
        else if (flag.IsSystem)
            throw new CallerException($"IMAP has no search for the flag {UntrustedText.Clean(flag.Name)}.");
        else
            writer.Raw(key.Set ? "KEYWORD "u8 : "UNKEYWORD "u8).Flag(flag);
    }

    private static ReadOnlySpan<byte> Name(SearchTextKey key) => key switch
    {
        SearchTextKey.From => "FROM "u8,
        SearchTextKey.To => "TO "u8,
        SearchTextKey.Cc => "CC "u8,
        SearchTextKey.Bcc => "BCC "u8,
        SearchTextKey.Subject => "SUBJECT "u8,
        SearchTextKey.Body => "BODY "u8,
        _ => "TEXT "u8,
    };

    private static ReadOnlySpan<byte> Name(SearchDateKey key) => key switch
    {
        SearchDateKey.Before => "BEFORE "u8,
        SearchDateKey.On => "ON "u8,
        SearchDateKey.Since => "SINCE "u8,
        SearchDateKey.SentBefore => "SENTBEFORE "u8,
        SearchDateKey.SentOn => "SENTON "u8,
        _ => "SENTSINCE "u8,
    };
}
