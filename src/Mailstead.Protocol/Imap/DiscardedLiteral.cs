using System.Buffers;

namespace Mailstead.Protocol.Imap;

/// <summary>For a literal whose asker has gone.</summary>
internal sealed class DiscardedLiteral : LiteralTarget
{
    public static DiscardedLiteral Instance { get; } = new();

    public override ValueTask WriteAsync(ReadOnlySequence<byte> chunk, bool last) => default;
}
