using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap;

/// <summary>A mailbox name, decoded (Unicode). The writer encodes it as modified UTF-7 or UTF-8 and refuses CR, LF and NUL. INBOX compares without case.</summary>
public readonly record struct MailboxName(string Value)
{
    public static MailboxName Inbox { get; } = new("INBOX");

    /// <summary>The octets as the server sent them (one char each), when no text of ours encodes back to them: <see cref="Value"/> is then for eyes only.</summary>
    internal string? WireForm { get; init; }

    /// <summary>Another one for every mailbox: the name, or where that is for eyes only, the octets behind a NUL.</summary>
    public string Identity => IsInbox ? Inbox.Value : WireForm is null ? Value ?? "" : $"\0{WireForm}";

    public bool IsInbox => WireForm is null && string.Equals(Value, "INBOX", StringComparison.OrdinalIgnoreCase);
    public bool Equals(MailboxName other) => string.Equals(Identity, other.Identity, StringComparison.Ordinal);
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Identity);
    public override string ToString() => Value;

    /// <param name="utf8">UTF8=ACCEPT is in force.</param>
    internal static MailboxName FromWire(ReadOnlySpan<byte> wire, bool utf8)
    {
        if (System.Text.Ascii.IsValid(wire) && !utf8)
            return ModifiedUtf7.TryDecode(wire, out var name) ? new MailboxName(name) : AsItCame(name, wire);
        // QUIRK: servers send raw UTF-8 names without UTF8=ACCEPT; such a name goes back as it came.
        var text = System.Text.Encoding.UTF8.GetString(wire);
        var shown = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c)) : text;
        return utf8 && !text.Contains('\ufffd', StringComparison.Ordinal) && ReferenceEquals(shown, text) ? new MailboxName(text) : AsItCame(shown, wire);
    }

    private static MailboxName AsItCame(string shown, ReadOnlySpan<byte> wire) =>
        new(shown) { WireForm = System.Text.Encoding.Latin1.GetString(wire) };
}
