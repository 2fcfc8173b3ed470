using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Benchmarks.Load;

/// <summary>The drain's work by our client: summaries into values, or down to every field a list of mail shows; bodies streamed to a consumer. Connecting is not timed.</summary>
internal static class FetchLoad
{
    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        var what = arguments.Required("--what");
        var server = LoadServer.Of(arguments.Switch("--tls"));
        var warm = arguments.Number("--warm", 2);
        arguments.End();
        _ = FetchWork.ItemsOf(what);
        await using var connection = await server.LogInAsync(cancellationToken);
        await connection.ExecuteAsync(new SelectCommand(MailboxName.Inbox, readOnly: true), cancellationToken);
        for (var run = 0; run < warm; run++) await FetchAsync(connection, what, cancellationToken);
        var stretch = new Stretch();
        var (messages, bytes) = await FetchAsync(connection, what, cancellationToken);
        return stretch.Figure($"fetch {what}", bytes, messages).Print();
    }

    private static async Task<(long Messages, long Bytes)> FetchAsync(ImapConnection connection, string what, CancellationToken cancellationToken)
    {
        var all = UidSet.From(new Uid(1));
        if (what != FetchWork.Bodies)
        {
            var list = await connection.ExecuteAsync(new FetchCommand(all, FetchItems.Summary), cancellationToken);
            if (what == FetchWork.Read) Read(list);
            return (list.Count, 0);
        }

        var counter = new OctetCounter();
        var count = await connection.ExecuteAsync(new FetchStreamCommand(all, FetchItems.Flags, [BodySection.Whole], counter), cancellationToken);
        return (count, counter.Octets);
    }

    private static void Read(IReadOnlyList<FetchData> list)
    {
        var length = 0L;
        foreach (var message in list)
        {
            if (message.Envelope is not { } envelope || message.BodyStructure is not { } structure)
                throw new InvalidOperationException($"Envelope or structure of the message with UID {message.Uid} cannot be read.");
            length += envelope.Subject.Length + (envelope.MessageId?.Length ?? 0) + (envelope.Date?.Minute ?? 0) + structure.Walk().Count()
                + envelope.From.Concat(envelope.To).Concat(envelope.Cc).Sum(a => a.DisplayName.Length + a.Address.Length);
        }

        if (length == 0) throw new InvalidOperationException("The summaries say nothing.");
    }
}
