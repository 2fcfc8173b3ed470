namespace Mailstead.Resilience;

/// <summary>Waits between attempts: doubling from the first to the longest, each moved by up to a tenth, so that many clients do not come back at once.</summary>
/// <param name="chance">0 up to 1; 0.5 moves nothing.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> chance)
{
    private const double Jitter = 0.1;

    /// <param name="attempt">0 for the wait after the first failure.</param>
    public TimeSpan Before(int attempt)
    {
        var doubled = first * Math.Pow(2, Math.Min(attempt, 30));
        var capped = doubled < longest ? doubled : longest;
        return capped * (1 + (Jitter * ((2 * chance()) - 1)));
    }
}
