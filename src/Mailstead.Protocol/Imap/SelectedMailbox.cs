namespace Mailstead.Protocol.Imap;

/// <summary>What is selected, as last heard of. A snapshot: replaced whole when the server says something new.</summary>
public sealed record SelectedMailbox(MailboxName Name, bool ReadOnly, UidValidity UidValidity, uint Exists, Uid UidNext)
{
    public ModSeq HighestModSeq { get; init; }
    public IReadOnlyList<Flag> Flags { get; init; } = [];
    public IReadOnlyList<Flag> PermanentFlags { get; init; } = [];

    /// <summary>False when the server said UIDNOTSTICKY: its UIDs die with the session.</summary>
    public bool UidsArePersistent { get; init; } = true;
}
