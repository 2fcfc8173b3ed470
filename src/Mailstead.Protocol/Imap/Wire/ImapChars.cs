using System.Buffers;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary>Character classes of RFC 9051 section 9.</summary>
internal static class ImapChars
{
    /// <summary>What ends an atom when we read: delimiters only, because servers put more into atoms than the grammar has.</summary>
    public static readonly SearchValues<byte> AtomEnd = SearchValues.Create("() \"{\r\n"u8);

    /// <summary>Specials that move a scan over a parenthesised value.</summary>
    public static readonly SearchValues<byte> ValueSpecials = SearchValues.Create("()\"{"u8);

    public static readonly SearchValues<byte> QuotedSpecials = SearchValues.Create("\"\\"u8);

    /// <summary>What can be written as an atom without thought: no specials, no wildcards, no controls.</summary>
    public static readonly SearchValues<char> SafeAtom =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&'+,-./:;<=>?@^_`|~");

    public static readonly SearchValues<char> LineBreakers = SearchValues.Create("\r\n\0");

    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;
}
