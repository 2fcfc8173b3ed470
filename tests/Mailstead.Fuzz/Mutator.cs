namespace Mailstead.Fuzz;

/// <summary>Makes an input out of seeds and tokens: one to eight changes, each of one kind.</summary>
internal sealed class Mutator(FuzzTarget target, Dice dice)
{
    private const int MaxLength = 64 * 1024;
    private const int MaxRepeated = 8 * 1024;
    private static readonly byte[] Telling = [0, 1, 9, 10, 13, 32, 34, 39, 40, 41, 42, 44, 46, 58, 59, 60, 61, 62, 63, 64, 91, 92, 93, 95, 123, 125, 127, 128, 0xA0, 0xC0, 0xE2, 0xED, 0xF0, 0xFE, 0xFF];

    public byte[] Next()
    {
        var input = new List<byte>(dice.Pick(target.Seeds));
        for (var changes = 1 + dice.Next(8); changes > 0; changes--) Change(input);
        if (input.Count > MaxLength) input.RemoveRange(MaxLength, input.Count - MaxLength);
        return [.. input];
    }

    private void Change(List<byte> input)
    {
        var at = dice.Next(input.Count + 1);
        switch (dice.Next(9))
        {
            case 0 when at < input.Count: input[at] ^= (byte)(1 << dice.Next(8)); break;
            case 1 when at < input.Count: input[at] = Telling[dice.Next(Telling.Length)]; break;
            case 2: input.Insert(at, (byte)dice.Next(256)); break;
            case 3: input.InsertRange(at, dice.Pick(target.Tokens)); break;
            case 4: input.RemoveRange(at, Math.Min(dice.Next(32), input.Count - at)); break;
            case 5 when dice.Next(4) == 0: input.RemoveRange(at, input.Count - at); break;
            case 6: Splice(input, at); break;
            case 7 when dice.Next(4) == 0: Repeat(input, at, dice.Pick(target.Tokens)); break;
            case 8 when at < input.Count: Repeat(input, at, input.GetRange(at, Math.Min(1 + dice.Next(16), input.Count - at))); break;
            default: break;
        }
    }

    /// <summary>A piece of another seed in place of what stands here.</summary>
    private void Splice(List<byte> input, int at)
    {
        var other = dice.Pick(target.Seeds);
        var from = dice.Next(other.Length);
        var length = Math.Min(dice.Next(512), other.Length - from);
        input.RemoveRange(at, Math.Min(dice.Next(64), input.Count - at));
        input.InsertRange(at, other.AsSpan(from, length).ToArray());
    }

    private void Repeat(List<byte> input, int at, IReadOnlyList<byte> piece)
    {
        var times = Math.Min(1 << dice.Next(12), MaxRepeated / Math.Max(1, piece.Count));
        input.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(p => p).ToArray());
    }
}
