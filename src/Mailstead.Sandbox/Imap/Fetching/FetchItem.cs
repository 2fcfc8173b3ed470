namespace Mailstead.Sandbox.Imap.Fetching;

/// <summary>One item of FETCH.</summary>
/// <param name="Label">As it stands in the response.</param>
/// <param name="SetsSeen">BODY[...] without PEEK, RFC822, RFC822.TEXT.</param>
internal sealed record FetchItem(FetchItemKind Kind, string Label, SectionSpec? Section = null, bool SetsSeen = false)
{
    /// <summary>A macro, one item, or a list of items.</summary>
    public static IReadOnlyList<FetchItem> ReadAll(CommandText arguments)
    {
        if (arguments.AtParenthesis)
            return arguments.List(() => Read(arguments));
        if (arguments.TryTake("ALL"))
            return [Flags, InternalDate, Size, Envelope];
        if (arguments.TryTake("FAST"))
            return [Flags, InternalDate, Size];
        if (arguments.TryTake("FULL"))
            return [Flags, InternalDate, Size, Envelope, Body];
        return [Read(arguments)];
    }

    private static FetchItem Flags { get; } = new(FetchItemKind.Flags, "FLAGS");
    private static FetchItem InternalDate { get; } = new(FetchItemKind.InternalDate, "INTERNALDATE");
    private static FetchItem Size { get; } = new(FetchItemKind.Size, "RFC822.SIZE");
    private static FetchItem Envelope { get; } = new(FetchItemKind.Envelope, "ENVELOPE");
    private static FetchItem Body { get; } = new(FetchItemKind.Body, "BODY");

    private static FetchItem Read(CommandText arguments)
    {
        if (arguments.TryTake("BODY.PEEK"))
            return OfSection(arguments, setsSeen: false);
        if (arguments.TryTake("BODYSTRUCTURE"))
            return new FetchItem(FetchItemKind.BodyStructure, "BODYSTRUCTURE");
        if (arguments.TryTake("BODY"))
            return arguments.Peek == '[' ? OfSection(arguments, setsSeen: true) : Body;
        return arguments.Keyword() switch
        {
            "UID" => new FetchItem(FetchItemKind.Uid, "UID"),
            "FLAGS" => Flags,
            "INTERNALDATE" => InternalDate,
            "RFC822.SIZE" => Size,
            "ENVELOPE" => Envelope,
            "RFC822" => Old("RFC822", SectionText.All, setsSeen: true),
            "RFC822.HEADER" => Old("RFC822.HEADER", SectionText.Header, setsSeen: false),
            "RFC822.TEXT" => Old("RFC822.TEXT", SectionText.Text, setsSeen: true),
            var other => throw new BadCommandException($"No such item: {other}"),
        };
    }

    private static FetchItem OfSection(CommandText arguments, bool setsSeen)
    {
        var section = SectionSpec.Read(arguments);
        return new FetchItem(FetchItemKind.Section, section.Label, section, setsSeen);
    }

    private static FetchItem Old(string label, SectionText text, bool setsSeen) =>
        new(FetchItemKind.Section, label, new SectionSpec(label, [], text, [], null), setsSeen);
}
