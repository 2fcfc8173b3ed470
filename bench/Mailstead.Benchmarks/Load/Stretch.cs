using System.Diagnostics;

namespace Mailstead.Benchmarks.Load;

/// <summary>Wall clock, CPU and allocation of this process from here on.</summary>
internal sealed class Stretch
{
    private readonly long _allocated;
    private readonly TimeSpan _cpu;
    private readonly long _began;

    public Stretch()
    {
        GC.Collect();
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _cpu = Environment.CpuUsage.TotalTime;
        _began = Stopwatch.GetTimestamp();
    }

    public LoadFigure Figure(string name, long bytes, long messages)
    {
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - _cpu).TotalMilliseconds;
        return new LoadFigure(name, seconds, cpu, bytes, messages)
        {
            AllocatedBytes = (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / Math.Max(1, messages),
        };
    }
}
