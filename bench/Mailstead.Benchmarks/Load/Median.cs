namespace Mailstead.Benchmarks.Load;

internal static class Median
{
    /// <summary>The middle one; of an even number the mean of the two.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
