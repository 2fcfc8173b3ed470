namespace Mailstead.Operations;

/// <summary>One use case. Doors never call it: the pipeline does.</summary>
internal interface IOperation<in TRequest, TResult>
{
    /// <summary>snake_case, as in the audit: search_messages.</summary>
    string Name { get; }

    /// <summary>The whole call, plan and deed, ends within this.</summary>
    TimeSpan Deadline { get; }

    /// <summary>Checks every argument and works out what policy must know. May read from the server, changes nothing.</summary>
    ValueTask<OperationPlan<TResult>> PlanAsync(TRequest request, OperationContext context, CancellationToken cancellationToken);
}
