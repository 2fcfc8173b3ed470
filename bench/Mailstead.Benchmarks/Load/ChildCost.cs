using System.Diagnostics;
using System.Globalization;

namespace Mailstead.Benchmarks.Load;

/// <summary>What a running process has used so far.</summary>
/// <param name="Cpu">Its own time and that of its children that have ended. Linux tells it in steps of 10 ms.</param>
internal readonly record struct ChildCost(TimeSpan Cpu, double RssMb)
{
    private const int FirstTime = 11; // utime, field 14 of proc(5), counted behind the name; stime, cutime and cstime follow
    private const double TicksPerSecond = 100; // USER_HZ

    public static ChildCost Of(Process process)
    {
        if (OperatingSystem.IsLinux()) return OfLinux(process.Id);
        process.Refresh();
        return new ChildCost(process.TotalProcessorTime, process.WorkingSet64 / 1e6);
    }

    private static ChildCost OfLinux(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields.Skip(FirstTime).Take(4).Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
        var resident = File.ReadLines($"/proc/{id}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return new ChildCost(TimeSpan.FromSeconds(ticks / TicksPerSecond), double.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6);
    }
}
