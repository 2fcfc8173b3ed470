using System.Diagnostics;
using System.Globalization;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;

namespace Mailstead.Benchmarks.Load;

/// <summary>Fetches a whole INBOX of the server that the MAILSTEAD_TEST_* variables name, and prints one JSON line: fetch --what summary|read|bodies [--tls] [--warm N] [--limit N]. Connecting is not timed; --warm runs come first in the same process and connection.</summary>
internal static class FetchLoad
{
    public static async Task<int> RunAsync(string[] args)
    {
        var what = Value(args, "--what") ?? "summary";
        var tls = args.Contains("--tls");
        var warm = int.Parse(Value(args, "--warm") ?? "1", CultureInfo.InvariantCulture);
        await using var connection = await LogInAsync(tls);
        var inbox = await connection.ExecuteAsync(new SelectCommand(MailboxName.Inbox, readOnly: true), CancellationToken.None);
        var last = Value(args, "--limit") is { } limit ? uint.Parse(limit, CultureInfo.InvariantCulture) : inbox.UidNext.Value - 1;
        for (var n = 0; n < warm; n++)
            await FetchAsync(connection, what, last);
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var (messages, bytes) = await FetchAsync(connection, what, last);
        var seconds = watch.Elapsed.TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"what\": \"{what}\", \"tls\": {(tls ? "true" : "false")}, \"seconds\": {seconds:0.0000}, \"messages\": {messages}, \"bodyBytes\": {bytes}, \"cpu\": {cpu.TotalSeconds:0.000}, \"allocatedPerMessage\": {allocated / Math.Max(1, messages)}}}"));
        return 0;
    }

    private static async Task<(int Messages, long Bytes)> FetchAsync(ImapConnection connection, string what, uint last)
    {
        var all = UidSet.Range(new Uid(1), new Uid(last));
        switch (what)
        {
            case "summary":
                return ((await connection.ExecuteAsync(new FetchCommand(all, FetchItems.Summary), CancellationToken.None)).Count, 0);
            case "read":
                // The summaries, and every string a list of mail shows.
                var found = await connection.ExecuteAsync(new FetchCommand(all, FetchItems.Summary), CancellationToken.None);
                if (found.Count(f => f.Envelope is null || f.BodyStructure is null) is > 0 and var unreadable)
                    throw new InvalidOperationException($"{unreadable} messages have an envelope or a structure that cannot be read.");
                var length = found.Sum(f => (long)(f.Envelope?.Subject.Length ?? 0) + (f.Envelope?.From.Count ?? 0) + (f.BodyStructure?.Walk().Count() ?? 0));
                return (found.Count, length);
            case "bodies":
                var counter = new OctetCounter();
                var messages = await connection.ExecuteAsync(new FetchStreamCommand(all, FetchItems.Flags, [BodySection.Whole], counter), CancellationToken.None);
                return (messages, counter.Octets);
            default:
                throw new InvalidOperationException($"--what {what} is not known.");
        }
    }

    private static async Task<ImapConnection> LogInAsync(bool tls)
    {
        var transport = new TransportOptions();
        if (tls)
            transport.ExtraRoots.ImportFromPemFile(Setting("CA"));
        var endpoint = new MailEndpoint(Setting("HOST"), int.Parse(Setting(tls ? "IMAPS_PORT" : "IMAP_PORT"), CultureInfo.InvariantCulture), tls ? TlsMode.Implicit : TlsMode.None);
        var connection = await ImapConnection.ConnectAsync(new ImapConnectOptions(endpoint, transport, "load#1"), CancellationToken.None);
        await connection.AuthenticateAsync(new PasswordCredential(Setting("USER"), new Secret(Setting("PASSWORD"))), CancellationToken.None);
        return connection;
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static string Setting(string name) => Environment.GetEnvironmentVariable("MAILSTEAD_TEST_" + name) ?? throw new InvalidOperationException($"MAILSTEAD_TEST_{name} is not set.");
}
