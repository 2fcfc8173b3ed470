using System.Globalization;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap;

/// <summary>The selected mailbox as this client knows it: sequence numbers change only when it is told (RFC 9051 section 7.5.1).</summary>
internal sealed class MailboxView
{
    private readonly List<StoredMessage> _known;
    private long _seenRevision;

    public MailboxView(Mailbox mailbox, bool readOnly)
    {
        Mailbox = mailbox;
        ReadOnly = readOnly;
        var now = mailbox.Snapshot();
        _known = [.. now.Messages];
        _seenRevision = now.Revision;
        UidNext = now.UidNext;
    }

    public Mailbox Mailbox { get; }
    public bool ReadOnly { get; }

    /// <summary>As of SELECT.</summary>
    public uint UidNext { get; }
    public IReadOnlyList<StoredMessage> Known => _known;
    public long SeenRevision => _seenRevision;

    /// <summary>The messages a command names, each with its sequence number, as they are now; those expunged behind the client's back as it knew them.</summary>
    public IReadOnlyList<(uint Sequence, StoredMessage Message)> Pick(SequenceSet set, bool byUid)
    {
        var now = Mailbox.Snapshot().Messages.ToDictionary(m => m.Uid);
        var highest = _known.Count == 0 ? 0 : byUid ? _known[^1].Uid : (uint)_known.Count;
        var picked = new List<(uint, StoredMessage)>();
        for (var i = 0; i < _known.Count; i++)
        {
            if (set.Contains(byUid ? _known[i].Uid : (uint)i + 1, highest))
                picked.Add(((uint)i + 1, now.GetValueOrDefault(_known[i].Uid) ?? _known[i]));
        }

        return picked;
    }

    public SequenceSet Everything { get; } = new([(1, SequenceSet.Star)]);

    public uint SequenceOf(uint uid) => (uint)_known.FindIndex(m => m.Uid == uid) + 1;

    /// <summary>The client knows of this state already: no news of it is due.</summary>
    public void Acknowledge(StoredMessage message)
    {
        var at = _known.FindIndex(m => m.Uid == message.Uid);
        if (at >= 0)
            _known[at] = message;
    }

    /// <summary>Tells the client what has changed since it was last told.</summary>
    /// <param name="mayExpunge">False in answers to FETCH, STORE and SEARCH: their sequence numbers must hold.</param>
    public void Report(ResponseWriter writer, bool mayExpunge)
    {
        var now = Mailbox.Snapshot();
        if (now.Revision == _seenRevision)
            return;
        var current = now.Messages.ToDictionary(m => m.Uid);
        var lastKnown = _known.Count == 0 ? 0 : _known[^1].Uid;
        var complete = true;
        for (var i = 0; i < _known.Count; i++)
        {
            if (!current.TryGetValue(_known[i].Uid, out var message))
            {
                complete &= mayExpunge;
                if (!mayExpunge)
                    continue;
                writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"{i + 1} EXPUNGE"));
                _known.RemoveAt(i--);
            }
            else if (message.Revision != _known[i].Revision)
            {
                _known[i] = message;
                writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"{i + 1} FETCH (UID {message.Uid} FLAGS ({string.Join(' ', message.Flags)}))"));
            }
        }

        var before = _known.Count;
        _known.AddRange(now.Messages.Where(m => m.Uid > lastKnown));
        if (_known.Count > before)
        {
            writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"{_known.Count} EXISTS"));
            writer.Untagged("0 RECENT");
        }

        _seenRevision = complete ? now.Revision : -1;
    }
}
