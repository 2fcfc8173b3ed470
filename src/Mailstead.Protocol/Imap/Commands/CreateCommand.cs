namespace Mailstead.Protocol.Imap.Commands;

/// <summary>CREATE.</summary>
public sealed class CreateCommand(MailboxName mailbox) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync("CREATE", line.Write("CREATE "u8).Mailbox(mailbox), sink: null, cancellationToken);
        return true;
    }
}
