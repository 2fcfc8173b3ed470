namespace Mailstead.Protocol.Imap.Commands;

/// <summary>One command with its request, reply and fallback. An instance is used once.</summary>
public abstract class ImapCommand<TResult>
{
    private int _used;

    // The seam between a command and the queue (write, untagged responses, completion) is the protocol room's own.
    internal ImapCommand() { }

    internal Task<TResult> StartAsync(ImapLine line, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
            throw new InvalidOperationException("A command is used once.");
        return RunAsync(line, cancellationToken);
    }

    internal abstract Task<TResult> RunAsync(ImapLine line, CancellationToken cancellationToken);
}
