using Mailstead.Protocol.Errors;

namespace Mailstead.Fuzz;

/// <summary>Runs one input and says what is wrong: an exception that is not ours, too much memory, too much time.</summary>
internal static class Oracle
{
    private const double SecondsPerMegabyte = 1;

    /// <summary>What a small input may take on a machine that does other things as well.</summary>
    private const double FloorSeconds = 0.5;

    /// <summary>The first run pays for static data and the compiler; another process may take the processor. What is wrong is so every time.</summary>
    private const int Attempts = 3;

    /// <returns>Null when all is well.</returns>
    public static Finding? Judge(FuzzTarget target, byte[] input)
    {
        string? fault = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            fault = Try(target, input, out var isCertain);
            if (fault is null) return null;
            if (isCertain) break;
        }
        return new Finding(target.Name, fault!, input);
    }

    private static string? Try(FuzzTarget target, byte[] input, out bool isCertain)
    {
        isCertain = true;
        var began = TimeProvider.System.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Run(input);
        }
        catch (MailException)
        {
            // Typed: a refusal is an answer.
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} {Place(e)}";
        }
        isCertain = false;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var allowed = ((long)target.AllocationFactor * input.Length) + target.AllocationBase;
        if (allocated > allowed) return $"{allocated} bytes allocated for {input.Length}; {allowed} are allowed";
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var limit = FloorSeconds + (input.Length * SecondsPerMegabyte / 1e6);
        return seconds > limit ? $"{seconds:0.00} s for {input.Length} bytes; {limit:0.00} s are allowed" : null;
    }

    private static string Place(Exception e)
    {
        var frame = e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Mailstead.", StringComparison.Ordinal) && !l.Contains("FuzzTarget.", StringComparison.Ordinal)) ?? "";
        var end = frame.IndexOf('(', StringComparison.Ordinal);
        return (end < 0 ? frame : frame[..end]).Trim();
    }
}
