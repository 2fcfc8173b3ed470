namespace Mailstead.Protocol.Imap.Commands;

/// <summary>Calls a consumer until it fails or its caller has gone; a failure is kept for the caller, the line goes on without the consumer.</summary>
internal sealed class FetchDelivery(IFetchConsumer consumer)
{
    private readonly ConsumerGate _gate = new();

    public Exception? Failure { get; private set; }

    public ValueTask StopAsync() => _gate.ShutAsync();

    public async ValueTask RunAsync<T>(T what, Func<IFetchConsumer, T, ValueTask> call)
    {
        if (Failure is not null || !_gate.TryEnter())
            return;
        try
        {
            await call(consumer, what);
        }
        catch (Exception e)
        {
            Failure = e;
        }
        finally
        {
            _gate.Leave();
        }
    }
}
