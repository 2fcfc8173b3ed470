namespace Mailstead.Protocol.Imap.Commands;

/// <summary>DELETE.</summary>
public sealed class DeleteCommand(MailboxName mailbox) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync("DELETE", line.Write("DELETE "u8).Mailbox(mailbox), sink: null, cancellationToken);
        return true;
    }
}
