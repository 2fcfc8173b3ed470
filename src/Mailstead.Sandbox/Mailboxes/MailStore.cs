using System.Collections.Immutable;

namespace Mailstead.Sandbox.Mailboxes;

/// <summary>All mailboxes of the one user. Thread-safe. Names are decoded; "/" separates levels; INBOX has no case.</summary>
internal sealed class MailStore(SandboxLimits limits)
{
    public const char Delimiter = '/';
    public const string Inbox = "INBOX";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Mailbox> _mailboxes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private uint _nextUidValidity = 1_700_000_001;
    private long _bytes;

    public IReadOnlyList<Mailbox> All()
    {
        lock (_gate)
            return [.. _mailboxes.Values];
    }

    public ImmutableHashSet<string> Subscribed()
    {
        lock (_gate)
            return _subscribed.ToImmutableHashSet(StringComparer.Ordinal);
    }

    public Mailbox? Find(string name)
    {
        lock (_gate)
            return _mailboxes.GetValueOrDefault(Normalise(name));
    }

    /// <summary>Null when it exists already. Missing parents come with it (RFC 9051 section 6.3.4).</summary>
    /// <exception cref="StoreRefusedException">The name is not possible, or there are too many.</exception>
    public Mailbox? Create(string name, string? specialUse = null)
    {
        name = Normalise(name.TrimEnd(Delimiter));
        if (name.Length == 0 || name.StartsWith(Delimiter) || name.Contains("//", StringComparison.Ordinal) || name.Any(char.IsControl))
            throw new StoreRefusedException("CANNOT", "That name is not possible");
        lock (_gate)
        {
            if (_mailboxes.ContainsKey(name))
                return null;
            if (_mailboxes.Count >= limits.MaxMailboxes)
                throw new StoreRefusedException("LIMIT", "Too many mailboxes");
            for (var cut = name.IndexOf(Delimiter, StringComparison.Ordinal); cut > 0; cut = name.IndexOf(Delimiter, cut + 1))
                _mailboxes.TryAdd(name[..cut], new Mailbox(name[..cut], _nextUidValidity++, null));
            return _mailboxes[name] = new Mailbox(name, _nextUidValidity++, specialUse);
        }
    }

    /// <exception cref="StoreRefusedException">Not there, INBOX, or it has children.</exception>
    public void Delete(string name)
    {
        name = Normalise(name);
        lock (_gate)
        {
            if (string.Equals(name, Inbox, StringComparison.Ordinal))
                throw new StoreRefusedException("CANNOT", "INBOX cannot be deleted");
            if (!_mailboxes.ContainsKey(name))
                throw new StoreRefusedException("NONEXISTENT", "No such mailbox");
            if (Children(name).Count > 0)
                throw new StoreRefusedException("HASCHILDREN", "It has child mailboxes");
            _mailboxes.Remove(name);
        }
    }

    /// <summary>Takes the children along; renaming INBOX moves its mail and leaves it empty (RFC 9051 section 6.3.6).</summary>
    /// <exception cref="StoreRefusedException">The source is not there or the target is.</exception>
    public void Rename(string from, string to)
    {
        from = Normalise(from);
        to = Normalise(to.TrimEnd(Delimiter));
        lock (_gate)
        {
            if (!_mailboxes.TryGetValue(from, out var source))
                throw new StoreRefusedException("NONEXISTENT", "No such mailbox");
            if (_mailboxes.ContainsKey(to))
                throw new StoreRefusedException("ALREADYEXISTS", "The new name is taken");
            if (to.StartsWith(from + Delimiter, StringComparison.Ordinal))
                throw new StoreRefusedException("CANNOT", "A mailbox cannot move into itself");

            // Refuses impossible names and makes missing parents.
            Create(to);
            _mailboxes[to] = source.RenamedTo(to);
            if (string.Equals(from, Inbox, StringComparison.Ordinal))
            {
                source.Remove([.. source.Snapshot().Messages.Select(m => m.Uid)]);
                return;
            }

            _mailboxes.Remove(from);
            foreach (var child in Children(from))
            {
                _mailboxes.Remove(child.Name);
                var name = to + child.Name[from.Length..];
                _mailboxes[name] = child.RenamedTo(name);
            }
        }
    }

    /// <summary>The same messages under new UIDs and a new UIDVALIDITY.</summary>
    public void Rebuild(string name)
    {
        lock (_gate)
        {
            var old = _mailboxes[Normalise(name)];
            var rebuilt = new Mailbox(old.Name, _nextUidValidity++, old.SpecialUse);
            foreach (var message in old.Snapshot().Messages)
                rebuilt.Add(message.Content, message.InternalDate, message.Flags);
            _mailboxes[old.Name] = rebuilt;
        }
    }

    public void Subscribe(string name, bool subscribed)
    {
        lock (_gate)
        {
            if (subscribed && _mailboxes.ContainsKey(Normalise(name)))
                _subscribed.Add(Normalise(name));
            else if (!subscribed)
                _subscribed.Remove(Normalise(name));
            else
                throw new StoreRefusedException("NONEXISTENT", "No such mailbox");
        }
    }

    /// <summary>Adds a message that came from outside.</summary>
    /// <exception cref="StoreRefusedException">The bound on all mail is reached.</exception>
    public uint Append(Mailbox mailbox, byte[] message, DateTimeOffset internalDate, IEnumerable<string> flags)
    {
        if (Interlocked.Add(ref _bytes, message.Length) <= limits.MaxMailboxBytes)
            return mailbox.Add(new MessageContent(message), internalDate, flags);
        Interlocked.Add(ref _bytes, -message.Length);
        throw new StoreRefusedException("OVERQUOTA", "The sandbox is full");
    }

    /// <summary>Adds the same messages, flags and dates kept; they share their bytes with the originals. Returns the new UIDs in order.</summary>
    /// <exception cref="StoreRefusedException">The bound on the number of messages is reached.</exception>
    public IReadOnlyList<uint> Copy(Mailbox target, IReadOnlyList<StoredMessage> originals)
    {
        if (target.Snapshot().Messages.Count + originals.Count > limits.MaxMessagesPerMailbox)
            throw new StoreRefusedException("OVERQUOTA", "The mailbox is full");
        return [.. originals.Select(m => target.Add(m.Content, m.InternalDate, m.Flags))];
    }

    public bool HasChildren(string name)
    {
        lock (_gate)
            return Children(name).Count > 0;
    }

    private List<Mailbox> Children(string name) =>
        [.. _mailboxes.Values.Where(m => m.Name.StartsWith(name + Delimiter, StringComparison.Ordinal))];

    private static string Normalise(string name) =>
        name.Equals(Inbox, StringComparison.OrdinalIgnoreCase) ? Inbox
        : name.StartsWith("INBOX/", StringComparison.OrdinalIgnoreCase) ? Inbox + name[5..]
        : name;
}
