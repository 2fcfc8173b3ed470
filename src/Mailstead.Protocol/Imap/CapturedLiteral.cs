using System.Buffers;

namespace Mailstead.Protocol.Imap;

/// <summary>Keeps a literal in memory. What the server announces is not allocated beyond <see cref="FirstBytes"/> before it arrives.</summary>
internal sealed class CapturedLiteral(long length) : LiteralTarget
{
    private const int FirstBytes = 1 << 20;
    private byte[] _octets = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, FirstBytes));
    private int _count;

    public override ReadOnlyMemory<byte>? Data => _octets.AsMemory(0, _count);

    public override ValueTask WriteAsync(ReadOnlySequence<byte> chunk, bool last)
    {
        var needed = _count + (int)chunk.Length;
        if (needed > _octets.Length)
            Array.Resize(ref _octets, (int)Math.Min(length, Math.Max(needed, _octets.Length * 2L)));
        chunk.CopyTo(_octets.AsSpan(_count));
        _count = needed;
        return default;
    }
}
