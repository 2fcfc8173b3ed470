using System.Buffers;

namespace Mailstead.Protocol.Smtp.Wire;

/// <summary>What must be known of a message before MAIL FROM.</summary>
/// <param name="Size">Octets with every line ended by CRLF, without dot-stuffing (RFC 1870 section 6).</param>
/// <param name="HeaderIsUtf8">8-bit before the first empty line: the message is internationalised (RFC 6532).</param>
internal readonly record struct SmtpMessageFacts(long Size, bool HasNul, bool Is8Bit, bool HeaderIsUtf8)
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    internal static SmtpMessageFacts Of(ReadOnlySpan<byte> message)
    {
        var first8Bit = message.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return new SmtpMessageFacts(SizeOf(message), message.Contains((byte)0), first8Bit >= 0, first8Bit >= 0 && first8Bit < EndOfHeader(message));
    }

    private static long SizeOf(ReadOnlySpan<byte> message)
    {
        long size = message.Length;
        var rest = message;
        while (rest.IndexOfAny(LineBreaks) is >= 0 and var at)
        {
            var pair = rest[at] == '\r' && at + 1 < rest.Length && rest[at + 1] == '\n';
            if (!pair) size++;
            rest = rest[(at + (pair ? 2 : 1))..];
        }

        return rest.IsEmpty ? size : size + 2;
    }

    private static int EndOfHeader(ReadOnlySpan<byte> message)
    {
        var crlf = message.IndexOf("\r\n\r\n"u8);
        var lf = message.IndexOf("\n\n"u8);
        return (crlf, lf) switch
        {
            ( < 0, < 0) => message.Length,
            ( < 0, _) => lf,
            (_, < 0) => crlf,
            _ => Math.Min(crlf, lf),
        };
    }
}
