using BenchmarkDotNet.Running;
using Mailstead.Benchmarks.Load;
using Mailstead.Benchmarks.Reporting;
using Mailstead.Protocol.Errors;

// A load is one run and one JSON line, to be timed beside a rival (bench/run does). Everything else is a micro benchmark.
try
{
    switch (args)
    {
        case ["corpus", .. var rest]: return await CorpusLoad.RunAsync(new(rest), CancellationToken.None);
        case ["drain", .. var rest]: return await DrainLoad.RunAsync(new(rest), CancellationToken.None);
        case ["fetch", .. var rest]: return await FetchLoad.RunAsync(new(rest), CancellationToken.None);
        case ["newest50", .. var rest]: return await NewestLoad.RunAsync(new(rest), CancellationToken.None);
        case ["parse", .. var rest]: return ParseLoad.Run(new(rest));
        case ["stdio", .. var rest]: return await StdioLoad.RunAsync(new(rest), CancellationToken.None);
        case ["call", .. var rest]: return await CallLoad.RunAsync(new(rest), CancellationToken.None);
        case ["report", .. var rest]: return await ReportVerb.RunAsync(new(rest), CancellationToken.None);
    }
}
catch (LoadUsageException e)
{
    Console.Error.WriteLine($"{args[0]}: {e.Message}");
    return 2;
}
catch (Exception e) when (args is ["corpus" or "drain" or "fetch" or "newest50" or "stdio" or "call" or "report", ..] && e is InvalidOperationException or IOException or MailException or OperationCanceledException)
{
    Console.Error.WriteLine($"{args[0]}: {e.Message}");
    return 1;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
