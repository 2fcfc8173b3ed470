namespace Mailstead.Policies;

/// <param name="Reason">One sentence for the caller.</param>
public sealed record PolicyDecision(PolicyVerdict Verdict, string Reason);
