namespace Mailstead.Protocol.Imap.Commands;

/// <summary>SUBSCRIBE, or UNSUBSCRIBE.</summary>
public sealed class SubscribeCommand(MailboxName mailbox, bool subscribe = true) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync(subscribe ? "SUBSCRIBE" : "UNSUBSCRIBE", line.Write(subscribe ? "SUBSCRIBE "u8 : "UNSUBSCRIBE "u8).Mailbox(mailbox), sink: null, cancellationToken);
        return true;
    }
}
