using Mailstead.Policies;

namespace Mailstead.Operations;

/// <summary>One use case. Doors never call it: the pipeline does.</summary>
public interface IOperation<in TRequest, TResult>
{
    /// <summary>snake_case, as in the audit: search_messages.</summary>
    string Name { get; }

    /// <summary>What the policy must know of this request, before anything is done. May resolve accounts, never changes anything.</summary>
    PolicyQuestion Ask(TRequest request);

    Task<TResult> ExecuteAsync(TRequest request, PolicyDecision decision, OperationContext context, CancellationToken cancellationToken);

    /// <summary>Ids for the audit line: message ids, folders, recipients' count. No content.</summary>
    IReadOnlyDictionary<string, string> AuditFacts(TRequest request, TResult? result);
}
