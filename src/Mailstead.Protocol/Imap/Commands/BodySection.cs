using System.Buffers;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>What follows BODY: a section ("" whole message, "HEADER", "1.2", "1.MIME", "HEADER.FIELDS (SUBJECT DATE)") and an optional octet range.</summary>
public readonly record struct BodySection(string Section, int Offset = 0, int? Length = null)
{
    private static readonly SearchValues<char> FieldName = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ()");

    public static BodySection Whole { get; } = new("");
    public static BodySection Header { get; } = new("HEADER");

    /// <exception cref="CallerException">A name is not a header field name.</exception>
    public static BodySection HeaderFields(params IReadOnlyList<string> names)
    {
        if (names.Count == 0 || names.Any(n => n.Length == 0 || n.AsSpan().ContainsAnyExcept(FieldName)))
            throw new CallerException("A header field name holds letters, digits and hyphens only.");
        return new BodySection($"HEADER.FIELDS ({string.Join(' ', names).ToUpperInvariant()})");
    }

    /// <summary>BODY.PEEK[section]&lt;offset.length&gt;</summary>
    internal string ToItem()
    {
        if (Section is null || Section.AsSpan().ContainsAnyExcept(Allowed) || Offset < 0 || Length <= 0)
            throw new CallerException("This is not a section of a message.");
        var range = Offset == 0 && Length is null ? "" : $"<{Offset}.{Length ?? int.MaxValue}>";
        return $"BODY.PEEK[{Section}]{range}";
    }
}
