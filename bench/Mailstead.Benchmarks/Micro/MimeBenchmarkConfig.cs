using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Mailstead.Benchmarks.Micro;

/// <summary>In this process: a throughput over megabytes needs no isolated build per method.</summary>
internal sealed class MimeBenchmarkConfig : ManualConfig
{
    public MimeBenchmarkConfig()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(12));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new MegabytesPerSecondColumn());
    }
}
