using System.Buffers;

namespace Mailstead.Protocol.Imap;

/// <summary>Where the octets of one body literal go as they arrive.</summary>
internal abstract class LiteralTarget
{
    /// <param name="chunk">Belongs to the receive buffer.</param>
    public abstract ValueTask WriteAsync(ReadOnlySequence<byte> chunk, bool last);

    /// <summary>All octets, when they are kept here.</summary>
    public virtual ReadOnlyMemory<byte>? Data => null;
}
