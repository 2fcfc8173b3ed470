namespace Mailstead.Testing;

/// <summary>For what happens elsewhere and tells nobody: looks again and again, for as long as there is <see cref="Patience"/>.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task Is(Func<bool> condition) => Is(() => Task.FromResult(condition()));

    public static async Task Is(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!await condition()) await Task.Delay(Pause, TimeProvider.System, patience.Token);
    }
}
