using System.Text;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>One untagged response, named but not yet read. Lives as long as the frame it points into.</summary>
internal readonly ref struct Untagged
{
    private readonly ReadOnlySpan<byte> _frame;
    private readonly ReadOnlySpan<DetachedLiteral> _detached;
    private readonly int _body;
    private readonly int _maxDepth;

    private Untagged(UntaggedKind kind, uint number, ReadOnlySpan<byte> frame, int body, int maxDepth, ReadOnlySpan<DetachedLiteral> detached)
    {
        (Kind, Number, _body, _maxDepth) = (kind, number, body, maxDepth);
        _frame = frame;
        _detached = detached;
    }

    public UntaggedKind Kind { get; }

    /// <summary>The number before EXISTS, EXPUNGE or FETCH.</summary>
    public uint Number { get; }

    /// <summary>A reader at what follows the name, spaces passed.</summary>
    public ImapReader Body() => new(_frame, _maxDepth, _detached, _body);

    /// <param name="frame">Beginning with "* ", without the closing CRLF.</param>
    public static Untagged Read(ReadOnlySpan<byte> frame, int maxDepth, ReadOnlySpan<DetachedLiteral> detached = default)
    {
        var reader = new ImapReader(frame, maxDepth, detached, start: 2);
        uint number = 0;
        var numbered = ImapChars.IsDigit(reader.Next);
        if (numbered)
        {
            number = reader.Number();
            reader.Space();
        }
        var kind = Name(reader.Atom(), numbered);
        reader.TrySpace();
        return new Untagged(kind, number, frame, reader.Position, maxDepth, detached);
    }

    private static UntaggedKind Name(ReadOnlySpan<byte> word, bool numbered)
    {
        if (numbered)
        {
            return Is(word, "FETCH"u8) ? UntaggedKind.Fetch
                : Is(word, "EXISTS"u8) ? UntaggedKind.Exists
                : Is(word, "EXPUNGE"u8) ? UntaggedKind.Expunge
                : Is(word, "RECENT"u8) ? UntaggedKind.Recent
                : UntaggedKind.Unknown;
        }
        return Is(word, "OK"u8) ? UntaggedKind.Ok
            : Is(word, "NO"u8) ? UntaggedKind.No
            : Is(word, "BAD"u8) ? UntaggedKind.Bad
            : Is(word, "LIST"u8) ? UntaggedKind.List
            : Is(word, "STATUS"u8) ? UntaggedKind.Status
            : Is(word, "SEARCH"u8) ? UntaggedKind.Search
            : Is(word, "ESEARCH"u8) ? UntaggedKind.ESearch
            : Is(word, "FLAGS"u8) ? UntaggedKind.Flags
            : Is(word, "CAPABILITY"u8) ? UntaggedKind.Capability
            : Is(word, "VANISHED"u8) ? UntaggedKind.Vanished
            : Is(word, "BYE"u8) ? UntaggedKind.Bye
            : Is(word, "PREAUTH"u8) ? UntaggedKind.Preauth
            : Is(word, "ENABLED"u8) ? UntaggedKind.Enabled
            : Is(word, "ID"u8) ? UntaggedKind.Id
            : Is(word, "NAMESPACE"u8) ? UntaggedKind.Namespace
            : UntaggedKind.Unknown;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);
}
