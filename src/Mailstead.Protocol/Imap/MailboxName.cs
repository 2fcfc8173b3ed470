namespace Mailstead.Protocol.Imap;

/// <summary>A mailbox name, decoded (Unicode). The writer encodes it as modified UTF-7 or UTF-8 and refuses CR, LF and NUL. INBOX compares without case.</summary>
public readonly record struct MailboxName(string Value)
{
    public static MailboxName Inbox { get; } = new("INBOX");
    public bool IsInbox => string.Equals(Value, "INBOX", StringComparison.OrdinalIgnoreCase);
    public bool Equals(MailboxName other) => IsInbox ? other.IsInbox : string.Equals(Value, other.Value, StringComparison.Ordinal);
    public override int GetHashCode() => IsInbox ? 1 : StringComparer.Ordinal.GetHashCode(Value ?? "");
    public override string ToString() => Value;
}
