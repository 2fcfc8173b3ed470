using System.Text;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Gives equal flag lists the same object: a mailbox has thousands of messages and a handful of combinations. One per connection, of fixed size, for the response loop alone.</summary>
internal sealed class FlagTable
{
    private const int Slots = 256;
    private readonly (byte[] Octets, IReadOnlyList<Flag> Flags)[] _slots = new (byte[], IReadOnlyList<Flag>)[Slots];

    /// <summary>Reads a parenthesised flag list.</summary>
    public IReadOnlyList<Flag> Read(ref ImapReader reader)
    {
        var start = reader.Position;
        reader.Skip();
        var octets = reader.Since(start);
        uint hash = 2166136261;
        foreach (var octet in octets)
            hash = (hash ^ octet) * 16777619;
        ref var slot = ref _slots[hash % Slots];
        if (slot.Octets is null || !octets.SequenceEqual(slot.Octets))
            slot = (octets.ToArray(), Parse(octets, reader.MaxDepth));
        return slot.Flags;
    }

    public static Flag[] Parse(ReadOnlySpan<byte> list, int maxDepth)
    {
        var reader = new ImapReader(list, maxDepth);
        reader.Take('(');
        var flags = new List<Flag>();
        reader.TrySpace();
        while (!reader.TryTake((byte)')'))
        {
            flags.Add(Known(reader.Atom()));
            reader.TrySpace();
        }
        return [.. flags];
    }

    private static Flag Known(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "\\Seen"u8) ? Flag.Seen
        : Ascii.EqualsIgnoreCase(name, "\\Answered"u8) ? Flag.Answered
        : Ascii.EqualsIgnoreCase(name, "\\Flagged"u8) ? Flag.Flagged
        : Ascii.EqualsIgnoreCase(name, "\\Deleted"u8) ? Flag.Deleted
        : Ascii.EqualsIgnoreCase(name, "\\Draft"u8) ? Flag.Draft
        : new Flag(Encoding.UTF8.GetString(name));
}
