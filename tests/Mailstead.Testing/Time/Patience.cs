namespace Mailstead.Testing;

/// <summary>How long a test waits in real time before it calls something stuck, or slower than linear: far above what a busy machine needs, far below what a quadratic loop takes.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}
