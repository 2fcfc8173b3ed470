using Mailstead.Protocol.Imap;

namespace Mailstead.Connections;

/// <summary>A connection and what its pool knows of it. Guarded by the pool's lock.</summary>
internal sealed class PooledConnection(ImapConnection connection, Moment bornAt, int generation)
{
    /// <summary>Readers of one mailbox on one connection: their commands are pipelined.</summary>
    private const int MaxSharing = 4;

    internal ImapConnection Connection => connection;
    internal Moment BornAt { get; } = bornAt;

    /// <summary>Of the pool when it was made; another one by now means that it was cleared.</summary>
    internal int Generation => generation;
    internal Moment IdleSince { get; set; } = bornAt;
    internal int Leases { get; set; }

    /// <summary>The mailbox that all who hold it only read, once it is selected; null: one holds it alone.</summary>
    internal MailboxName? SharedFor { get; set; }

    /// <summary>False until it has come back from its first caller.</summary>
    internal bool HasServed { get; set; }

    /// <summary>Not to be used again, for a reason the line itself does not show.</summary>
    internal bool IsSpoiled { get; set; }

    internal bool IsGood => !IsSpoiled && connection.Failure is null;
    internal bool CanBeJoined(LeaseTerms terms) => terms.MayShare && Leases is > 0 and < MaxSharing && SharedFor == terms.Mailbox && IsGood;
}
