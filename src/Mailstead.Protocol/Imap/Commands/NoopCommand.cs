namespace Mailstead.Protocol.Imap.Commands;

/// <summary>NOOP.</summary>
public sealed class NoopCommand() : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync("NOOP", line.Write("NOOP"u8), sink: null, cancellationToken);
        return true;
    }
}
