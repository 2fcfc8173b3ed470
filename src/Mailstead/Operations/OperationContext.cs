namespace Mailstead.Operations;

/// <summary>Who calls, and what for; made by a door, once a call.</summary>
/// <param name="Door">mcp, cli, rest, ws.</param>
public sealed record OperationContext(SessionId Session, string Door)
{
    /// <summary>0 to 1 with a word on what is going on; null: nobody listens.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
