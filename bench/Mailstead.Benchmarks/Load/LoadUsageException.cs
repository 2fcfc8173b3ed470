namespace Mailstead.Benchmarks.Load;

/// <summary>The command line, or the environment, says something that cannot be run.</summary>
internal sealed class LoadUsageException(string message) : Exception(message);
