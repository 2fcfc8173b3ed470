namespace Mailstead.Protocol.Imap;

/// <summary>Stands before a consumer that the response loop calls: once shut, no call begins, and shutting waits for the one that runs.</summary>
internal sealed class ConsumerGate
{
    private const int Free = 0, Inside = 1, Shut = 2, ShutInside = 3;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    public bool TryEnter() => Interlocked.CompareExchange(ref _state, Inside, Free) == Free;

    public void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Free, Inside) == Inside)
            return;
        Volatile.Write(ref _state, Shut);
        _left.TrySetResult();
    }

    public ValueTask ShutAsync()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref _state, Shut, Free))
            {
                case Free or Shut:
                    return default;
                case ShutInside:
                    return new ValueTask(_left.Task);
                default:
                    if (Interlocked.CompareExchange(ref _state, ShutInside, Inside) == Inside)
                        return new ValueTask(_left.Task);
                    break;
            }
        }
    }
}
