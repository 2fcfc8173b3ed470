using Mailstead.Policies;

namespace Mailstead.Operations;

/// <summary>What a request amounts to, worked out once: the question for policy, and the deed that waits for the answer. Whatever the plan derived (recipients, targets) is what the deed uses; nothing is derived twice.</summary>
/// <param name="Facts">For the audit line: message ids, folders, counts. No content.</param>
/// <param name="Execute">Runs after policy allowed or held; never after a denial.</param>
public sealed record OperationPlan<TResult>(
    PolicyQuestion Question,
    IReadOnlyDictionary<string, string> Facts,
    Func<PolicyDecision, OperationContext, CancellationToken, Task<TResult>> Execute)
{
    /// <summary>Facts known only afterwards: new ids, a status.</summary>
    public Func<TResult, IReadOnlyDictionary<string, string>>? Outcome { get; init; }
}
