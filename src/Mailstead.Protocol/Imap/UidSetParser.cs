using System.Buffers.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap;

/// <summary>Reads a sequence set of a server's: 1:3,7. Ranges stay ranges, whatever their width.</summary>
internal static class UidSetParser
{
    /// <param name="limits">No more ranges than <see cref="ImapLimits.MaxSetSize"/>.</param>
    public static UidSet Parse(ReadOnlySpan<byte> text, ImapLimits limits) => UidSet.OfRanges(Ranges(text, limits));

    /// <summary>In the order given: the two sets of COPYUID correspond by position (RFC 4315).</summary>
    public static List<UidRange> Ranges(ReadOnlySpan<byte> text, ImapLimits limits)
    {
        var ranges = new List<UidRange>();
        while (true)
        {
            var first = Number(ref text);
            var last = first;
            if (text is [(byte)':', ..])
            {
                text = text[1..];
                last = Number(ref text);
            }
            ranges.Add(first <= last ? new UidRange(first, last) : new UidRange(last, first));
            if (ranges.Count > limits.MaxSetSize)
                throw new ProtocolBrokenException("The server sent a longer set than is accepted.", ErrorCodes.LimitExceeded);
            if (text.IsEmpty)
                return ranges;
            if (text[0] != ',')
                throw Broken();
            text = text[1..];
        }
    }

    private static uint Number(ref ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out uint value, out var used) || value == 0 || text[0] == '+')
            throw Broken();
        text = text[used..];
        return value;
    }

    private static ProtocolBrokenException Broken() => new("The server sent a set of UIDs that is none.");
}
