namespace Mailstead.Protocol.Imap.Commands;

/// <summary>What follows BODY: a section ("" whole message, "HEADER", "1.2", "1.MIME", "HEADER.FIELDS (SUBJECT DATE)") and an optional octet range.</summary>
public readonly record struct BodySection(string Section, int Offset = 0, int? Length = null)
{
    public static BodySection Whole { get; } = new("");
    public static BodySection Header { get; } = new("HEADER");

    /// <exception cref="Errors.CallerException">A name is not a header field name.</exception>
    public static BodySection HeaderFields(params IReadOnlyList<string> names) => throw new NotImplementedException();
}
