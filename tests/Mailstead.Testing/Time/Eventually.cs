namespace Mailstead.Testing;

/// <summary>For what happens on another thread and tells nobody: looks again and again, at most 20 s.</summary>
public static class Eventually
{
    public static async Task Is(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
    }
}
