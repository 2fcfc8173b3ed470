namespace Mailstead.Sandbox.Imap.Fetching;

/// <summary>What stands in BODY[...] (RFC 9051 section 6.4.5), with the octet range after it.</summary>
/// <param name="Label">As it is repeated in the response, the origin of a range included: "BODY[1.2]&lt;0&gt;".</param>
internal sealed record SectionSpec(string Label, IReadOnlyList<int> Path, SectionText Text, IReadOnlyList<string> Fields, (uint Offset, uint Count)? Range)
{
    private const int MaxPath = 64;

    /// <param name="item">BODY or BODY.PEEK, already taken; the reader is at "[".</param>
    public static SectionSpec Read(CommandText arguments)
    {
        arguments.Expect((byte)'[');
        var path = new List<int>();
        var more = true;
        while (more && arguments.Peek is >= (byte)'1' and <= (byte)'9')
        {
            path.Add((int)Math.Min(arguments.Number(), int.MaxValue));
            if (path.Count > MaxPath)
                throw new BadCommandException("That part is too deep");
            more = arguments.TryTake((byte)'.');
        }

        var label = string.Join('.', path);
        IReadOnlyList<string> fields = [];
        var text = SectionText.All;
        if (arguments.Peek != ']' || (more && path.Count > 0))
        {
            text = ReadText(arguments, path.Count > 0, out var name);
            if (text is SectionText.HeaderFields or SectionText.HeaderFieldsNot)
            {
                arguments.Space();
                fields = arguments.List(arguments.AString);
                if (fields.Count == 0 || fields.Any(f => f.Length == 0 || f.Any(c => c is <= ' ' or > '~' or ':' or '(' or ')' or '"' or '\\' or '{')))
                    throw new BadCommandException("A field name is printable ASCII without a colon");
                name += $" ({string.Join(' ', fields)})";
            }

            label += label.Length == 0 ? name : $".{name}";
        }

        arguments.Expect((byte)']');
        label = $"BODY[{label}]";
        if (!arguments.TryTake((byte)'<'))
            return new SectionSpec(label, path, text, fields, null);
        var offset = arguments.Number();
        arguments.Expect((byte)'.');
        var count = arguments.Number();
        arguments.Expect((byte)'>');
        if (count == 0)
            throw new BadCommandException("A range has at least one octet");
        return new SectionSpec($"{label}<{offset}>", path, text, fields, (offset, count));
    }

    private static SectionText ReadText(CommandText arguments, bool inPart, out string name)
    {
        // Longest first.
        foreach (var (candidate, text) in new[] { ("HEADER.FIELDS.NOT", SectionText.HeaderFieldsNot), ("HEADER.FIELDS", SectionText.HeaderFields), ("HEADER", SectionText.Header), ("TEXT", SectionText.Text), ("MIME", SectionText.Mime) })
        {
            if ((text == SectionText.Mime && !inPart) || !arguments.TryTake(candidate))
                continue;
            name = candidate;
            return text;
        }

        throw new BadCommandException("No such section");
    }
}
