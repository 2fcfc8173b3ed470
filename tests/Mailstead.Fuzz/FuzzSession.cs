namespace Mailstead.Fuzz;

/// <summary>A run of one target: the inputs of a seed, in order.</summary>
internal sealed class FuzzSession(FuzzTarget target, ulong seed)
{
    private readonly Mutator _mutator = new(target, new Dice(seed ^ NameHash(target.Name)));

    /// <summary>Inputs run so far.</summary>
    public long Count { get; private set; }

    /// <param name="before">Told the input before it runs: a stack that overflows leaves nothing else behind.</param>
    /// <returns>One finding for a kind of fault; the next of its kind are not told again.</returns>
    public IEnumerable<Finding> Run(Func<bool> goOn, Action<byte[]>? before = null)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (goOn())
        {
            Count++;
            var input = _mutator.Next();
            before?.Invoke(input);
            if (Oracle.Judge(target, input) is { } finding && told.Add(string.Concat(finding.What.Where(c => !char.IsAsciiDigit(c))))) yield return finding;
        }
    }

    /// <summary>FNV-1a: string hashes differ from run to run.</summary>
    private static ulong NameHash(string name) => name.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);
}
