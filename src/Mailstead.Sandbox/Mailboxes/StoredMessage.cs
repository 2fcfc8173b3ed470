using System.Collections.Immutable;

namespace Mailstead.Sandbox.Mailboxes;

/// <summary>A message in a mailbox. Replaced whole when its flags change.</summary>
/// <param name="Revision">The mailbox's revision at which this message last changed.</param>
internal sealed record StoredMessage(uint Uid, MessageContent Content, DateTimeOffset InternalDate, ImmutableSortedSet<string> Flags, long Revision)
{
    public static ImmutableSortedSet<string> NoFlags { get; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public bool Has(string flag) => Flags.Contains(flag);
}
