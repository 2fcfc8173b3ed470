using System.Text.Json;

namespace Mailstead.Benchmarks.Load;

/// <summary>What one timed run gives; one JSON line on standard output.</summary>
/// <param name="CpuMs">User and system time of the process that is measured.</param>
/// <param name="Bytes">What came off the server, or was read.</param>
/// <param name="Messages">Messages, calls or tools, as the name says.</param>
internal sealed record LoadFigure(string Name, double Seconds, double CpuMs, long Bytes, long Messages)
{
    /// <summary>Resident memory at the end of the run.</summary>
    public double? RssMb { get; init; }

    /// <summary>Managed memory per message.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>The first of several calls, which has a connection to make.</summary>
    public double? FirstSeconds { get; init; }

    public int Print()
    {
        Console.WriteLine(JsonSerializer.Serialize(this, LoadJson.Default.LoadFigure));
        return 0;
    }
}
