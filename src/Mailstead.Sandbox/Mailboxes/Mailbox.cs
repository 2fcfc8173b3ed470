using System.Collections.Immutable;

namespace Mailstead.Sandbox.Mailboxes;

/// <summary>One mailbox: messages in ascending UID order, and a revision that grows with every change. Thread-safe.</summary>
internal sealed class Mailbox(string name, uint uidValidity, string? specialUse)
{
    private readonly Lock _gate = new();
    private readonly List<StoredMessage> _messages = [];
    private uint _uidNext = 1;
    private long _revision;
    private TaskCompletionSource _changed = NewSignal();

    public string Name { get; } = name;
    public uint UidValidity { get; } = uidValidity;

    /// <summary>RFC 6154: "\Sent" and so on.</summary>
    public string? SpecialUse { get; } = specialUse;

    public MailboxSnapshot Snapshot()
    {
        lock (_gate)
            return new MailboxSnapshot([.. _messages], _uidNext, _revision);
    }

    /// <summary>The same contents under another name (RENAME keeps UIDs).</summary>
    public Mailbox RenamedTo(string newName)
    {
        var renamed = new Mailbox(newName, UidValidity, SpecialUse);
        lock (_gate)
        {
            renamed._messages.AddRange(_messages);
            renamed._uidNext = _uidNext;
            renamed._revision = _revision;
        }

        return renamed;
    }

    public uint Add(MessageContent content, DateTimeOffset internalDate, IEnumerable<string> flags)
    {
        lock (_gate)
        {
            _messages.Add(new StoredMessage(_uidNext, content, internalDate, StoredMessage.NoFlags.Union(flags), NextRevision()));
            return _uidNext++;
        }
    }

    /// <summary>Applies <paramref name="change"/> to the flags of the messages that are still there; returns them as they are now.</summary>
    public IReadOnlyList<StoredMessage> ChangeFlags(IReadOnlyCollection<uint> uids, Func<ImmutableSortedSet<string>, ImmutableSortedSet<string>> change)
    {
        var touched = new List<StoredMessage>(uids.Count);
        lock (_gate)
        {
            foreach (var uid in uids)
            {
                if (IndexOf(uid) is not { } at)
                    continue;
                var flags = change(_messages[at].Flags);
                if (!flags.SetEquals(_messages[at].Flags))
                    _messages[at] = _messages[at] with { Flags = flags, Revision = NextRevision() };
                touched.Add(_messages[at]);
            }
        }

        return touched;
    }

    /// <summary>Removes those of <paramref name="uids"/> that are there; returns them.</summary>
    public IReadOnlyList<StoredMessage> Remove(IReadOnlyCollection<uint> uids)
    {
        var doomed = uids as IReadOnlySet<uint> ?? uids.ToHashSet();
        lock (_gate)
        {
            var removed = _messages.FindAll(m => doomed.Contains(m.Uid));
            if (removed.Count > 0)
            {
                _messages.RemoveAll(m => doomed.Contains(m.Uid));
                NextRevision();
            }

            return removed;
        }
    }

    /// <summary>Completes when the revision is no longer <paramref name="seenRevision"/>.</summary>
    public Task WhenChangedSince(long seenRevision)
    {
        lock (_gate)
            return _revision != seenRevision ? Task.CompletedTask : _changed.Task;
    }

    private int? IndexOf(uint uid)
    {
        int low = 0, high = _messages.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_messages[middle].Uid == uid)
                return middle;
            if (_messages[middle].Uid < uid)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    private long NextRevision()
    {
        var signal = _changed;
        _changed = NewSignal();
        signal.SetResult();
        return ++_revision;
    }

    // Waiters must not run under our lock.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
