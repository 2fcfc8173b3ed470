using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary><c>{n}</c>, <c>{n+}</c> or <c>~{n}</c> at the end of a line (RFC 9051 section 4.3, RFC 7888, RFC 3516).</summary>
/// <param name="NonSync">The sender did not wait for a continuation.</param>
internal readonly record struct LiteralHeader(long Length, bool NonSync)
{
    /// <summary>2^63 has 19 digits: a longer run is a lie, and is refused before it is counted.</summary>
    private const int MaxDigits = 18;

    /// <param name="line">Without its CRLF.</param>
    public static bool TryReadAtEnd(ReadOnlySpan<byte> line, out LiteralHeader header)
    {
        header = default;
        if (line.Length < 3 || line[^1] != '}')
            return false;
        var at = line.Length - 2;
        var nonSync = line[at] == '+';
        if (nonSync)
            at--;
        var last = at;
        while (at >= 0 && ImapChars.IsDigit(line[at]) && last - at <= MaxDigits)
            at--;
        if (at < 0 || at == last)
            return false;
        if (last - at > MaxDigits)
            throw new ProtocolBrokenException("A literal announces more octets than can exist.", ErrorCodes.LimitExceeded);
        if (line[at] != '{')
            return false;
        long length = 0;
        foreach (var digit in line[(at + 1)..(last + 1)])
            length = (length * 10) + (digit - '0');
        header = new LiteralHeader(length, nonSync);
        return true;
    }
}
