using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Finds the ten fields of an ENVELOPE whose parentheses are known to match.</summary>
internal static class EnvelopeParser
{
    internal const int Fields = 10;

    /// <returns>Null when it is not an envelope.</returns>
    public static Envelope? TryParse(ReadOnlyMemory<byte> octets)
    {
        try
        {
            var starts = new int[Fields + 1];
            var reader = Reader(octets.Span, 0);
            reader.Take('(');
            for (var field = 0; field < Fields; field++)
            {
                reader.TrySpace();
                starts[field] = reader.Position;
                reader.Skip();
            }
            starts[Fields] = reader.Position;
            return new Envelope(octets, starts);
        }
        catch (ProtocolBrokenException)
        {
            return null;
        }
    }

    /// <summary>Nesting was checked when the response was read.</summary>
    internal static ImapReader Reader(ReadOnlySpan<byte> octets, int start) => new(octets, int.MaxValue, default, start);
}
