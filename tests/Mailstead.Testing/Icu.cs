namespace Mailstead.Testing;

/// <summary>Whether .NET found the ICU library. Without it Mailstead runs, and does not normalise international text; tests of that are skipped.</summary>
public static class Icu
{
    public const string Needed = "needs the ICU library";
    public static bool IsThere { get; } = "u\u0308".Normalize().Length == 1;
}
