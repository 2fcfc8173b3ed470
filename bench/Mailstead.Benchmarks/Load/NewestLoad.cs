using System.Diagnostics;
using Mailstead.Auditing;
using Mailstead.Connections;
using Mailstead.Operations;
using Mailstead.Protocol.Transport;
using Mailstead.Safety;
using Mailstead.Sessions;

namespace Mailstead.Benchmarks.Load;

/// <summary>The newest 50 of an INBOX through the operations, in process: policy, audit, pool, server, and the answer's values. There is no index: the server is asked each time. The median of the calls is told.</summary>
internal static class NewestLoad
{
    private const int Newest = 50;

    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        var server = LoadServer.Of(arguments.Switch("--tls"));
        var warm = arguments.Number("--warm", 10);
        var calls = arguments.Number("--calls", 20);
        arguments.End();
        var scratch = Directory.CreateTempSubdirectory("mailstead-bench-").FullName;
        try
        {
            return await MeasureAsync(server, scratch, warm, calls, cancellationToken);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(LoadServer server, string scratch, int warm, int calls, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var account = new BenchAccount(server);
        await using var connections = new MailConnections(account, new TransportOptions { Time = time }, static () => 0);
        var sessions = new SessionRegistry(time);
        var audit = new AuditFile(new AuditFileOptions(Path.Combine(scratch, "audit.jsonl")), time);
        var operations = MailOperations.Create(account, connections, sessions, audit, time, new DownloadJail(Path.Combine(scratch, "downloads")));
        var context = new OperationContext(sessions.Create("bench", SessionLifetime.Process, activate: true).Id, "bench");
        for (var call = 0; call < warm; call++) await CallAsync();
        var stretch = new Stretch();
        var seconds = new List<double>(calls);
        for (var call = 0; call < calls; call++) seconds.Add(await CallAsync());
        return (stretch.Figure("newest50", 0, calls) with { Seconds = Median.Of(seconds) }).Print();

        async Task<double> CallAsync()
        {
            var began = Stopwatch.GetTimestamp();
            var found = await operations.SearchMessagesAsync(new SearchMessagesRequest(Limit: Newest), context, cancellationToken);
            var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return found.Messages.Count == Newest ? elapsed : throw new InvalidOperationException($"{found.Messages.Count} messages instead of {Newest}.");
        }
    }
}
