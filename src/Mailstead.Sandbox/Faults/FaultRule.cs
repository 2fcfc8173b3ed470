namespace Mailstead.Sandbox.Faults;

/// <summary>When to misbehave, and how.</summary>
/// <param name="When">Start of the command without its tag, case ignored: "UID FETCH", "DATA"; or <see cref="Greeting"/>, <see cref="EndOfData"/>.</param>
public sealed record FaultRule(string When, FaultAction Do)
{
    /// <summary>The server's first line.</summary>
    public const string Greeting = "(greeting)";

    /// <summary>The final dot of SMTP DATA.</summary>
    public const string EndOfData = ".";

    /// <summary>Counts matching commands over all connections; the rule acts from this one on.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many in a row it spoils.</summary>
    public int Times { get; init; } = 1;
}
