namespace Mailstead.Protocol.Imap.Commands;

/// <summary>RENAME.</summary>
public sealed class RenameCommand(MailboxName from, MailboxName to) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync("RENAME", line.Write("RENAME "u8).Mailbox(from).Space().Mailbox(to), sink: null, cancellationToken);
        return true;
    }
}
