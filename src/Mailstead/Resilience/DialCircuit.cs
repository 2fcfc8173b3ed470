using Mailstead.Protocol.Errors;
using Polly;
using Polly.CircuitBreaker;

namespace Mailstead.Resilience;

/// <summary>Stops dialling a server that does not take connections: after five failures within a minute callers get the last one's cause at once for 30 s, then one of them may try.</summary>
public sealed class DialCircuit
{
    private const int Failures = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline _pipeline;

    public DialCircuit(TimeProvider time) => _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.9,
            MinimumThroughput = Failures,
            SamplingDuration = Window,
            BreakDuration = Break,
            ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is { } failure && FailureClasses.Of(failure) == FailureClass.Transient),
            StateProvider = _state,
            ManualControl = _control,
        })
        .Build();

    public bool IsOpen => _state.CircuitState is CircuitState.Open or CircuitState.Isolated;

    public async Task<T> DialAsync<T>(Func<CancellationToken, Task<T>> dial, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(static async (d, token) => await d(token), dial, cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            var last = e.InnerException as MailException;
            throw new TransportLostException(
                last?.Code ?? ErrorCodes.ServerUnavailable,
                $"{last?.Message ?? "The server does not take connections."} It has failed several times; the next attempt is made within {Break.TotalSeconds:0} s.",
                last?.Remedy, inner: e);
        }
    }

    public Task ResetAsync() => _control.CloseAsync();
}
