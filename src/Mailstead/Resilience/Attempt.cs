namespace Mailstead.Resilience;

/// <summary>One try of an operation, and whether another one is safe if it fails now.</summary>
public sealed class Attempt
{
    /// <summary>True until work that must not be done twice may have reached the server.</summary>
    public Func<bool> IsRepeatable { get; set; } = static () => true;
}
