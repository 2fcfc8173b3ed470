using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.Imap;

/// <summary>One whole command with its literals in place, read from left to right (RFC 9051 section 9). Every reading member throws <see cref="BadCommandException"/> on what the grammar does not allow.</summary>
internal sealed class CommandText(byte[] bytes)
{
    // ATOM-CHAR: printable ASCII without ( ) { SP % * " \ ]
    private static readonly SearchValues<byte> AtomChars = SearchValues.Create("!#$&'+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[^_`abcdefghijklmnopqrstuvwxyz|}~"u8);
    private static readonly SearchValues<byte> AStringChars = SearchValues.Create("!#$&'+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz|}~"u8);
    private static readonly SearchValues<byte> ListChars = SearchValues.Create("!#$%&'*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz|}~"u8);
    private static readonly SearchValues<byte> TagChars = SearchValues.Create("!#$&',-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz|}~"u8);
    private static readonly SearchValues<byte> SetChars = SearchValues.Create("0123456789:*,"u8);

    private int _at;

    public bool AtEnd => Rest.SequenceEqual("\r\n"u8);
    public bool AtParenthesis => Peek == '(';
    public byte Peek => _at < bytes.Length ? bytes[_at] : (byte)0;

    private ReadOnlySpan<byte> Rest => bytes.AsSpan(_at);

    public void End()
    {
        if (!AtEnd)
            throw new BadCommandException("Too many arguments");
    }

    public void Space() => Expect((byte)' ');

    public void Expect(byte wanted)
    {
        if (!TryTake(wanted))
            throw new BadCommandException($"Expected '{(char)wanted}' at octet {_at}");
    }

    public bool TryTake(byte wanted)
    {
        if (Peek != wanted)
            return false;
        _at++;
        return true;
    }

    public bool TryTake(string keyword)
    {
        if (Rest.Length < keyword.Length || !Ascii.EqualsIgnoreCase(Rest[..keyword.Length], keyword))
            return false;
        _at += keyword.Length;
        return true;
    }

    /// <summary>The tag and the space after it.</summary>
    public string Tag()
    {
        var tag = Run(TagChars, "a tag");
        Space();
        return tag;
    }

    public string Atom() => Run(AtomChars, "an atom");

    /// <summary>An atom in upper case: names of commands, keys and items.</summary>
    public string Keyword() => Atom().ToUpperInvariant();

    public string AString() => Encoding.UTF8.GetString(AStringBytes());

    public byte[] AStringBytes() => Peek is (byte)'"' or (byte)'{' ? StringBytes() : Encoding.ASCII.GetBytes(Run(AStringChars, "a string"));

    /// <summary>A LIST pattern: atoms may hold % and * here.</summary>
    public string ListPattern() => Peek is (byte)'"' or (byte)'{' ? Encoding.UTF8.GetString(StringBytes()) : Run(ListChars, "a pattern");

    /// <summary>A quoted string or a literal.</summary>
    public byte[] StringBytes()
    {
        if (Peek == '"')
            return Quoted();
        if (Peek is (byte)'{' or (byte)'~')
            return Literal();
        throw new BadCommandException($"Expected a string at octet {_at}");
    }

    public uint Number()
    {
        var digits = Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits <= 0 || !uint.TryParse(Rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new BadCommandException($"Expected a number at octet {_at}");
        _at += digits;
        return number;
    }

    public SequenceSet SequenceSet()
    {
        var ranges = new List<(uint, uint)>();
        foreach (var part in Run(SetChars, "a sequence set").Split(','))
        {
            var ends = part.Split(':');
            if (ends.Length > 2)
                throw new BadCommandException("A range has two ends");
            ranges.Add((SetNumber(ends[0]), SetNumber(ends[^1])));
        }

        return new SequenceSet(ranges);
    }

    /// <summary>(\Seen $Forwarded), or the same without parentheses to the end of the command.</summary>
    public IReadOnlyList<string> Flags()
    {
        if (AtParenthesis)
            return List(Flag);
        var flags = new List<string> { Flag() };
        while (TryTake((byte)' '))
            flags.Add(Flag());
        return flags;
    }

    /// <summary>Items between parentheses, one space apart; may be empty.</summary>
    public IReadOnlyList<T> List<T>(Func<T> item)
    {
        var items = new List<T>();
        Expect((byte)'(');
        if (TryTake((byte)')'))
            return items;
        do
            items.Add(item());
        while (TryTake((byte)' '));
        Expect((byte)')');
        return items;
    }

    private string Flag() => TryTake((byte)'\\') ? "\\" + Atom() : Atom();

    private string Run(SearchValues<byte> allowed, string what)
    {
        var length = Rest.IndexOfAnyExcept(allowed);
        if (length <= 0)
            throw new BadCommandException($"Expected {what} at octet {_at}");
        var text = Encoding.ASCII.GetString(Rest[..length]);
        _at += length;
        return text;
    }

    private byte[] Quoted()
    {
        var value = new ArrayBufferWriter<byte>();
        for (var i = _at + 1; i < bytes.Length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'"':
                    _at = i + 1;
                    return value.WrittenSpan.ToArray();
                case (byte)'\\' when bytes[i + 1] is (byte)'"' or (byte)'\\':
                    i++;
                    break;
                case (byte)'\\' or (byte)'\r' or (byte)'\n' or 0:
                    throw new BadCommandException("A quoted string holds what it must not");
            }

            value.Write([bytes[i]]);
        }

        throw new BadCommandException("A quoted string does not end");
    }

    private byte[] Literal()
    {
        TryTake((byte)'~');
        Expect((byte)'{');
        var length = (int)Number();
        TryTake((byte)'+');
        Expect((byte)'}');
        Expect((byte)'\r');
        Expect((byte)'\n');
        var value = bytes.AsSpan(_at, length).ToArray();
        _at += length;
        return value;
    }

    private static uint SetNumber(string text) =>
        text == "*" ? Imap.SequenceSet.Star
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new BadCommandException("A sequence set holds numbers from 1 on");
}
