namespace Mailstead.Fuzz;

/// <summary>One door through which octets of others come in, or arguments of callers go out.</summary>
internal abstract class FuzzTarget
{
    public abstract string Name { get; }

    /// <summary>What mutation starts from: good examples.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Words that mean something here.</summary>
    public abstract IReadOnlyList<byte[]> Tokens { get; }

    /// <summary>Bytes that may be allocated for one byte of input.</summary>
    public virtual int AllocationFactor => 200;

    /// <summary>Bytes that may be allocated whatever the input.</summary>
    public virtual long AllocationBase => 256 * 1024;

    /// <summary>Takes the input, and throws on what must not be: an exception that is not of our tree, or <see cref="BrokenPromiseException"/>.</summary>
    public abstract void Run(byte[] input);

    /// <summary>A token a line break apart.</summary>
    protected static byte[][] Words(string lines) => [.. lines.Split('\n').Select(l => System.Text.Encoding.Latin1.GetBytes(l.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal)))];

    protected static void Promise(bool kept, string what)
    {
        if (!kept) throw new BrokenPromiseException(what);
    }
}
