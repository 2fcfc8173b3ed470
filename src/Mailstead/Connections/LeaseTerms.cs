using Mailstead.Protocol.Imap;

namespace Mailstead.Connections;

/// <summary>What a caller wants of a connection.</summary>
/// <param name="MayShare">Others who only read the same mailbox may use it at the same time.</param>
/// <param name="IsAwaited">False: a place behind all who are.</param>
internal readonly record struct LeaseTerms(MailboxName? Mailbox, bool ForChange, bool MayShare, bool IsAwaited)
{
    internal static LeaseTerms Of(MailboxName? mailbox, WorkKind kind)
    {
        var reads = kind is WorkKind.Read or WorkKind.BackgroundRead;
        return new LeaseTerms(mailbox, ForChange: !reads, MayShare: reads && mailbox is not null, IsAwaited: kind != WorkKind.BackgroundRead);
    }

    /// <summary>For a watcher: it only looks, and alone.</summary>
    internal static LeaseTerms ToWatch(MailboxName mailbox) => new(mailbox, ForChange: false, MayShare: false, IsAwaited: true);

    internal bool IsMetBy(SelectedMailbox? selected) =>
        Mailbox is { } name && selected is not null && selected.Name.Equals(name) && !(ForChange && selected.ReadOnly);
}
