using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary>
/// Reads the tokens of one frame, in place: what it returns points into the frame. Iterative, so that no nesting can
/// grow the stack. Whatever the bytes are, it returns or throws <see cref="ProtocolBrokenException"/>.
/// </summary>
internal ref struct ImapReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<DetachedLiteral> _detached;
    private readonly int _maxDepth;

    /// <param name="text">The frame, or a part of it, without the closing CRLF.</param>
    /// <param name="detached">Literals whose octets are not in the text; their offsets count from its start.</param>
    public ImapReader(ReadOnlySpan<byte> text, int maxDepth, ReadOnlySpan<DetachedLiteral> detached = default, int start = 0)
    {
        Position = start;
        _text = text;
        _maxDepth = maxDepth;
        _detached = detached;
    }

    public int Position { get; private set; }

    public readonly int MaxDepth => _maxDepth;

    public readonly bool AtEnd => Position >= _text.Length;

    /// <summary>The next octet, 0 at the end.</summary>
    public readonly byte Next => Position < _text.Length ? _text[Position] : (byte)0;

    /// <summary>All of it, what was read included.</summary>
    public readonly ReadOnlySpan<byte> Text => _text;

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    public readonly ReadOnlySpan<byte> Since(int start) => _text[start..Position];

    /// <summary>Passes octets that the caller has looked at.</summary>
    public void Advance(int octets) => Position += octets;

    public bool TryTake(byte octet)
    {
        if (AtEnd || _text[Position] != octet)
            return false;
        Position++;
        return true;
    }

    public void Take(char octet)
    {
        if (!TryTake((byte)octet))
            throw Broken($"'{octet}' was expected");
    }

    /// <summary>One space or more.</summary>
    public void Space()
    {
        if (!TrySpace())
            throw Broken("a space was expected");
    }

    public bool TrySpace()
    {
        var start = Position;
        while (TryTake((byte)' '))
        {
        }
        return Position > start;
    }

    /// <summary>Up to the next delimiter, at least one octet.</summary>
    public ReadOnlySpan<byte> Atom()
    {
        var rest = Rest;
        var length = rest.IndexOfAny(ImapChars.AtomEnd);
        if (length < 0)
            length = rest.Length;
        if (length == 0)
            throw Broken("an atom was expected");
        Position += length;
        return rest[..length];
    }

    /// <summary>Takes the atom when it is this one, without case; else stays.</summary>
    public bool TryAtom(ReadOnlySpan<byte> upper)
    {
        var rest = Rest;
        if (rest.Length < upper.Length || !Ascii.EqualsIgnoreCase(rest[..upper.Length], upper))
            return false;
        if (rest.Length > upper.Length && !ImapChars.AtomEnd.Contains(rest[upper.Length]))
            return false;
        Position += upper.Length;
        return true;
    }

    public uint Number()
    {
        var value = Number64();
        return value <= uint.MaxValue ? (uint)value : throw Broken("a number needs more than 32 bits");
    }

    public ulong Number64()
    {
        if (!Utf8Parser.TryParse(Rest, out ulong value, out var used) || Next == '+')
            throw Broken("a number was expected");
        Position += used;
        return value;
    }

    /// <summary>An atom, a quoted string or a literal.</summary>
    public ReadOnlySpan<byte> AString() => Next is (byte)'"' or (byte)'{' or (byte)'~' ? String() : Atom();

    /// <summary>A quoted string or a literal; of a quoted string without its quotes and escapes.</summary>
    public ReadOnlySpan<byte> String()
    {
        if (Next == '"')
            return Quoted();
        if (Next is (byte)'{' or (byte)'~')
            return Literal(out _);
        throw Broken("a string was expected");
    }

    /// <returns>False for NIL.</returns>
    public bool TryNString(out ReadOnlySpan<byte> value)
    {
        if (TryAtom("NIL"u8))
        {
            value = default;
            return false;
        }
        value = String();
        return true;
    }

    /// <param name="detached">Set when the octets are not in the text.</param>
    public ReadOnlySpan<byte> Literal(out DetachedLiteral? detached)
    {
        detached = null;
        TryTake((byte)'~');
        if (Next != '{')
            throw Broken("a literal was expected");
        var rest = Rest;
        var close = rest[..Math.Min(rest.Length, 32)].IndexOf((byte)'}');
        if (close < 0 || !LiteralHeader.TryReadAtEnd(rest[..(close + 1)], out var header) || !rest[(close + 1)..].StartsWith("\r\n"u8))
            throw Broken("a literal was expected");
        Position += close + 3;
        foreach (ref readonly var candidate in _detached)
        {
            if (candidate.Offset == Position)
            {
                detached = candidate;
                return default;
            }
        }
        if (header.Length > _text.Length - Position)
            throw Broken("a literal is cut short");
        var octets = _text.Slice(Position, (int)header.Length);
        Position += octets.Length;
        return octets;
    }

    /// <summary>Skips one value: an atom, a string, or a list with all that is in it.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            switch (Next)
            {
                case (byte)'(':
                    if (++depth > _maxDepth)
                        throw new ProtocolBrokenException("Parentheses are nested deeper than is accepted.", ErrorCodes.LimitExceeded);
                    Position++;
                    break;
                case (byte)')' when depth > 0:
                    depth--;
                    Position++;
                    break;
                case (byte)'"':
                    SkipQuoted();
                    break;
                case (byte)'{':
                    Literal(out _);
                    break;
                case 0 when AtEnd:
                    throw Broken("a list is not closed");
                case (byte)')':
                    throw Broken("a value was expected");
                default:
                    var step = Rest.IndexOfAny(depth > 0 ? ImapChars.ValueSpecials : ImapChars.AtomEnd);
                    if (step == 0)
                        throw Broken("a value was expected");
                    Position = step < 0 ? _text.Length : Position + step;
                    break;
            }
        }
        while (depth > 0);
    }

    public readonly ProtocolBrokenException Broken(string why) => new($"The server's answer cannot be read at octet {Position}: {why}.");

    private ReadOnlySpan<byte> Quoted()
    {
        var start = Position + 1;
        var escaped = SkipQuoted();
        var content = _text[start..(Position - 1)];
        return escaped ? Unescape(content) : content;
    }

    /// <returns>True when there is an escape inside.</returns>
    private bool SkipQuoted()
    {
        var escaped = false;
        Position++;
        while (true)
        {
            var step = Rest.IndexOfAny(ImapChars.QuotedSpecials);
            if (step < 0)
                throw Broken("a quoted string is not closed");
            Position += step;
            if (_text[Position] == '"')
            {
                Position++;
                return escaped;
            }
            escaped = true;
            Position += 2;
            if (Position > _text.Length)
                throw Broken("a quoted string is not closed");
        }
    }

    private static byte[] Unescape(ReadOnlySpan<byte> content)
    {
        var result = new byte[content.Length];
        var length = 0;
        for (var at = 0; at < content.Length; at++)
        {
            if (content[at] == '\\')
                at++;
            result[length++] = content[at];
        }
        return result[..length];
    }
}
