using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary>
/// Builds one command or response out of typed tokens. There is no way to write raw text of a caller's: an argument
/// is an atom, a quoted string or a literal, and one with CR, LF or NUL is refused before anything is sent.
/// </summary>
/// <param name="utf8">UTF8=ACCEPT is in force (RFC 6855): quoted strings and mailbox names are UTF-8.</param>
internal sealed class ImapWriter(LiteralMode literals, bool utf8)
{
    private const int LongestQuoted = 1000;
    private const int LongestSmallLiteral = 4096;
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly List<WirePart> _parts = [];
    private int _taken;

    /// <summary>Text of our own: keywords, spaces, parentheses.</summary>
    public ImapWriter Raw(ReadOnlySpan<byte> ours)
    {
        _line.Write(ours);
        return this;
    }

    public ImapWriter Space() => Raw(" "u8);

    public ImapWriter Number(ulong value)
    {
        Utf8Formatter.TryFormat(value, _line.GetSpan(20), out var written);
        _line.Advance(written);
        return this;
    }

    /// <summary>A string: quoted where it can be, else a literal.</summary>
    public ImapWriter String(string value)
    {
        RefuseLineBreaks(value);
        if (value.Length > LongestQuoted || (!utf8 && !Ascii.IsValid(value)))
            return Literal(Encoding.UTF8.GetBytes(value));
        Raw("\""u8);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (octet is (byte)'"' or (byte)'\\')
                Raw("\\"u8);
            Raw([octet]);
        }
        return Raw("\""u8);
    }

    /// <summary>A string or NIL.</summary>
    public ImapWriter NString(string? value) => value is null ? Raw("NIL"u8) : String(value);

    public ImapWriter Mailbox(MailboxName name)
    {
        if (name.WireForm is { } wire)
            return Octets(wire);
        if (string.IsNullOrEmpty(name.Value))
            throw new CallerException("A mailbox name is empty.");
        RefuseLineBreaks(name.Value);
        if (name.IsInbox)
            return Raw("INBOX"u8);
        return String(utf8 ? name.Value : ModifiedUtf7.Encode(name.Value));
    }

    /// <summary>A LIST pattern: a mailbox name in which * and % are wild.</summary>
    public ImapWriter Pattern(string pattern)
    {
        RefuseLineBreaks(pattern);
        return String(utf8 ? pattern : ModifiedUtf7.Encode(pattern));
    }

    public ImapWriter Flag(Flag flag)
    {
        var name = flag.Name ?? "";
        var word = name.StartsWith('\\') ? name.AsSpan(1) : name;
        if (word.IsEmpty || word.ContainsAnyExcept(ImapChars.SafeAtom))
            throw new CallerException("A flag or keyword holds a character that IMAP cannot carry: use letters, digits, '-', '_', '.', '$'.");
        return Atom(name);
    }

    public ImapWriter Flags(IEnumerable<Flag> flags)
    {
        Raw("("u8);
        var first = true;
        foreach (var flag in flags)
        {
            if (!first)
                Space();
            first = false;
            Flag(flag);
        }
        return Raw(")"u8);
    }

    /// <summary>"17-Jul-1996 02:44:25 -0700"</summary>
    public ImapWriter DateTime(DateTimeOffset value) =>
        Atom(value.ToString("'\"'dd-MMM-yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
            + value.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal) + "\"");

    /// <summary>1-Feb-1994</summary>
    public ImapWriter Date(DateOnly value) => Atom(value.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture));

    public ImapWriter Set(string set) => Atom(set);

    /// <summary>ASCII that the caller of this writer has made or checked.</summary>
    public ImapWriter Atom(string value)
    {
        RefuseLineBreaks(value);
        var written = Encoding.ASCII.GetBytes(value, _line.GetSpan(value.Length));
        _line.Advance(written);
        return this;
    }

    /// <summary>Octets of a caller's, sent as they are. NUL is refused (RFC 9051 section 4.3).</summary>
    public ImapWriter Literal(ReadOnlyMemory<byte> octets)
    {
        if (octets.Span.Contains((byte)0))
            throw new CallerException("A literal cannot hold NUL.");
        var waits = literals switch
        {
            LiteralMode.Synchronising => true,
            LiteralMode.SmallNonSynchronising => octets.Length > LongestSmallLiteral,
            _ => false,
        };
        Raw("{"u8).Number((ulong)octets.Length).Raw(waits || literals == LiteralMode.Server ? "}\r\n"u8 : "+}\r\n"u8);
        CutPart(waits);
        _parts.Add(new WirePart(octets, AwaitsContinuation: false, IsLiteral: true));
        return this;
    }

    /// <summary>Ends the line and hands out what was written.</summary>
    public IReadOnlyList<WirePart> Finish()
    {
        Raw("\r\n"u8);
        CutPart(awaitsContinuation: false);
        return _parts;
    }

    public static void RefuseLineBreaks(string value)
    {
        if (value.AsSpan().ContainsAny(ImapChars.LineBreakers))
            throw new CallerException("An argument holds CR, LF or NUL, which a mail server must never see there.");
    }

    private ImapWriter Octets(string latin1)
    {
        var octets = Encoding.Latin1.GetBytes(latin1);
        if (octets.AsSpan().ContainsAnyExceptInRange((byte)0x20, (byte)0x7e) || octets.AsSpan().ContainsAny(ImapChars.QuotedSpecials))
            return Literal(octets);
        return Raw("\""u8).Raw(octets).Raw("\""u8);
    }

    private void CutPart(bool awaitsContinuation)
    {
        _parts.Add(new WirePart(_line.WrittenMemory[_taken..], awaitsContinuation, IsLiteral: false));
        _taken = _line.WrittenCount;
    }
}
