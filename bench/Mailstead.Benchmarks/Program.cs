using BenchmarkDotNet.Running;
using Mailstead.Benchmarks.Load;

// "fetch ..." is a load: one run, one JSON line, to be timed beside a rival. Everything else is a micro benchmark.
if (args is ["fetch", .. var rest])
    return await FetchLoad.RunAsync(rest);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
