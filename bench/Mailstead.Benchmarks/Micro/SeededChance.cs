namespace Mailstead.Benchmarks.Micro;

/// <summary>SplitMix64: the same numbers on every machine and runtime.</summary>
internal sealed class SeededChance(ulong seed)
{
    private ulong _state = seed;

    public int Next(int below) => (int)(Step() % (ulong)Math.Max(1, below));

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)Step();
        return bytes;
    }

    private ulong Step()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
