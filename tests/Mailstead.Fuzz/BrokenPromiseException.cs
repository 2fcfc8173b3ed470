namespace Mailstead.Fuzz;

/// <summary>The input was taken, and the result is not what it must be.</summary>
internal sealed class BrokenPromiseException(string what) : Exception(what);
