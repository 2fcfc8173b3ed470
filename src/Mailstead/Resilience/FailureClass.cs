namespace Mailstead.Resilience;

/// <summary>What a failure says about another attempt.</summary>
public enum FailureClass
{
    /// <summary>It would fail again, or must not be tried again.</summary>
    Final,

    /// <summary>Another attempt, on a new connection, may succeed.</summary>
    Transient,
}
