using Polly;
using Polly.Retry;

namespace Mailstead.Resilience;

/// <summary>The only place that tries again. An attempt has given its connection back before the wait begins.</summary>
public sealed class RetryPolicy
{
    private static readonly ResiliencePropertyKey<Attempt> AttemptKey = new("attempt");
    private readonly ResiliencePipeline _pipeline;

    /// <param name="extraAttempts">After the first; 0 tries once.</param>
    public RetryPolicy(int extraAttempts, Backoff backoff, TimeProvider time)
    {
        _pipeline = extraAttempts == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = time }
                .AddRetry(new RetryStrategyOptions
                {
                    MaxRetryAttempts = extraAttempts,
                    ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } failure && IsWorthAnother(failure, args.Context)),
                    DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(backoff.Before(args.AttemptNumber)),
                })
                .Build();
    }

    public async Task<T> RunAsync<T>(Func<Attempt, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (c, run) =>
                {
                    var attempt = new Attempt();
                    c.Properties.Set(AttemptKey, attempt);
                    return await run(attempt, c.CancellationToken);
                },
                context,
                operation);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsWorthAnother(Exception failure, ResilienceContext context) =>
        FailureClasses.Of(failure) == FailureClass.Transient
        && context.Properties.TryGetValue(AttemptKey, out var attempt)
        && attempt.IsRepeatable();
}
