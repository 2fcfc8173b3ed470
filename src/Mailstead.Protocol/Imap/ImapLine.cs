using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap;

/// <summary>What a command may use of its connection.</summary>
internal sealed class ImapLine(CommandQueue queue, ServerState state, ImapLimits limits, Action<Exception> fail)
{
    /// <summary>Longest set of UIDs in one command line: well below the 8,192 octets of RFC 7162 section 4.</summary>
    private const int LongestSet = 7_000;

    /// <summary>Commands that one call keeps in flight when its UIDs fill several lines.</summary>
    private const int Window = 4;

    public CommandQueue Queue => queue;
    public ServerState State => state;
    public ImapLimits Limits => limits;

    public bool Offers(string capability) => state.Capability.Has(capability);

    /// <summary>A writer that begins with the command's name.</summary>
    public ImapWriter Write(ReadOnlySpan<byte> command)
    {
        var literals = Offers("LITERAL+") ? LiteralMode.NonSynchronising
            : Offers("LITERAL-") || Offers("IMAP4REV2") ? LiteralMode.SmallNonSynchronising
            : LiteralMode.Synchronising;
        return new ImapWriter(literals, state.Utf8).Raw(command);
    }

    /// <summary>Sends and waits for OK; NO and BAD are thrown.</summary>
    /// <param name="what">The command as an error names it.</param>
    public async Task<StatusLine> SendAsync(string what, ImapWriter command, IResponseSink? sink, CancellationToken cancellationToken)
    {
        var line = await TrySendAsync(command, sink, cancellationToken);
        return line.Condition == StatusCondition.Ok ? line : throw Refusal.From(line, what);
    }

    /// <summary>Sends and waits for the tagged answer, whatever it is.</summary>
    public async Task<StatusLine> TrySendAsync(ImapWriter command, IResponseSink? sink, CancellationToken cancellationToken, string? redacted = null)
    {
        var parts = command.Finish();
        Exchange exchange;
        using (await queue.TakePenAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            exchange = queue.Begin(sink, isSecret: redacted is not null);
            await GuardAsync(queue.WriteAsync(exchange, parts, redacted), cancellationToken);
        }
        return await EndAsync(exchange, cancellationToken);
    }

    /// <summary>Runs a command for each line that the set fills, a few in flight.</summary>
    public static async Task EachLineAsync(UidSet uids, Func<string, Task> send)
    {
        var running = new Queue<Task>();
        try
        {
            foreach (var set in uids.Lines(LongestSet))
            {
                if (running.Count == Window)
                    await running.Dequeue();
                running.Enqueue(send(set));
            }
            while (running.TryDequeue(out var next))
                await next;
        }
        catch
        {
            // The first failure is told; the others end by themselves and are looked at, so that none goes unobserved.
            foreach (var rest in running)
                _ = rest.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Waits for the tagged answer. A caller that leaves lets the command finish on the line.</summary>
    public static async Task<StatusLine> EndAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await exchange.Ended.WaitAsync(cancellationToken);
        }
        catch
        {
            if (exchange.Sink is { } sink)
                await sink.AbandonAsync();
            throw;
        }
    }

    /// <summary>Waits for bytes to go out. A command that is cut in its middle takes the connection with it.</summary>
    public async Task GuardAsync(Task writing, CancellationToken cancellationToken)
    {
        try
        {
            await writing.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            fail(new TransportLostException(ErrorCodes.ConnectionLost, "A command was cancelled in the middle of sending it.", "Try again.", inner: e));
            throw;
        }
        catch (Exception e)
        {
            fail(e);
            throw queue.Ended();
        }
    }
}
