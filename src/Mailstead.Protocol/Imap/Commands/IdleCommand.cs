using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>IDLE (RFC 2177): runs until <paramref name="stop"/> is cancelled or <paramref name="longest"/> has passed, then DONE; news goes to <see cref="ImapConnection.News"/>. Another command on the connection ends it early, and the result is then false. Without the capability: <c>unsupported</c>.</summary>
/// <param name="longest">900 s by default of the watcher; at most 1,740 s.</param>
public sealed class IdleCommand(TimeSpan longest, CancellationToken stop) : ImapCommand<bool>
{
    /// <summary>One minute below the half hour after which a server may log us out (RFC 2177 section 3).</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1740);

    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        if (!line.Offers("IDLE") && !line.Offers("IMAP4REV2"))
            throw new CallerException("The server cannot tell of new mail by itself (it lacks IDLE).", ErrorCodes.Unsupported, "Ask at intervals instead.");
        if (longest <= TimeSpan.Zero || longest > Longest)
            throw new CallerException($"IDLE lasts more than 0 and at most {Longest.TotalSeconds:0} s.");
        Exchange exchange;
        bool undisturbed;
        using (await line.Queue.TakePenAsync(cancellationToken))
        {
            exchange = line.Queue.Begin(sink: null);
            var agreed = exchange.ExpectContinuation();
            await line.GuardAsync(line.Queue.WriteAsync(exchange, line.Write("IDLE"u8).Finish(), redacted: null), cancellationToken);
            // Not cancelled here: until the server has answered nobody knows whether it idles, and the wait is short.
            if (await Task.WhenAny(agreed, exchange.Ended) != agreed)
                return Judge(await exchange.Ended, undisturbed: false);
            undisturbed = await RestAsync(line, exchange, cancellationToken);
            if (!exchange.Ended.IsCompleted)
                await line.GuardAsync(line.Queue.WriteLineAsync("DONE"u8.ToArray(), "DONE"), CancellationToken.None);
        }
        var answer = await ImapLine.EndAsync(exchange, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return Judge(answer, undisturbed);
    }

    private async Task<bool> RestAsync(ImapLine line, Exchange exchange, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        exchange.IsResting = line.State.IsIdle = true;
        try
        {
            var wanted = line.Queue.WhenWantedAsync();
            var time = Task.Delay(longest, line.Queue.Time, over.Token);
            return await Task.WhenAny(wanted, time, exchange.Ended) == time;
        }
        finally
        {
            await over.CancelAsync();
            line.State.IsIdle = false;
            exchange.StartedAt = line.Queue.Time.GetTimestamp();
            exchange.IsResting = false;
        }
    }

    private static bool Judge(StatusLine answer, bool undisturbed) =>
        answer.Condition == StatusCondition.Ok ? undisturbed : throw Refusal.From(answer, "IDLE");
}
