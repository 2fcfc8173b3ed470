using System.Globalization;
using Mailstead.Benchmarks.Micro;

namespace Mailstead.Benchmarks.Load;

/// <summary>Fills a Maildir with the corpus of the micro benchmarks: the same bytes for the same count on every machine. Bare LF line ends, as delivery agents write them.</summary>
internal static class CorpusLoad
{
    private static readonly DateTimeOffset Newest = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Apart = TimeSpan.FromHours(4);

    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        var count = arguments.Number("--count", 10_000);
        var maildir = arguments.Required("--out");
        arguments.End();
        foreach (var folder in (string[])["cur", "new", "tmp"]) Directory.CreateDirectory(Path.Combine(maildir, folder));
        var stretch = new Stretch();
        var (number, bytes) = (0, 0L);
        foreach (var message in MailCorpus.Messages(count))
        {
            var size = WithBareLineEnds(message);
            var received = Newest - ((count - number) * Apart);
            var name = string.Create(CultureInfo.InvariantCulture, $"{received.ToUnixTimeSeconds()}.M{number:D6}P1.bench,S={size},W={message.Length}:2,{Flags(number, count)}");
            var path = Path.Combine(maildir, "cur", name);
            await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
                await file.WriteAsync(message.AsMemory(0, size), cancellationToken);
            File.SetLastWriteTimeUtc(path, received.UtcDateTime); // INTERNALDATE
            number++;
            bytes += message.Length;
        }

        return stretch.Figure("corpus", bytes, number).Print();
    }

    /// <summary>Old mail has been read, of the newest a half; letters in the order Maildir wants.</summary>
    private static string Flags(int number, int count) =>
        (number % 12 == 0 ? "F" : "") + (number % 7 == 0 ? "R" : "") + (number < count * 19 / 20 || number % 2 == 0 ? "S" : "");

    /// <summary>In place.</summary>
    /// <returns>The new length.</returns>
    private static int WithBareLineEnds(Span<byte> message)
    {
        var length = 0;
        for (var at = 0; at < message.Length; at++)
        {
            if (message[at] == '\r' && at + 1 < message.Length && message[at + 1] == '\n') continue;
            message[length++] = message[at];
        }

        return length;
    }
}
