using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID COPY; the result is empty without UIDPLUS.</summary>
public sealed class CopyCommand(UidSet uids, MailboxName target) : ImapCommand<CopyResult>
{
    internal override async Task<CopyResult> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        var copied = new CopyReader(uids, line.Limits);
        await ImapLine.EachLineAsync(uids, set => line.SendAsync("COPY", line.Write("UID COPY "u8).Set(set).Space().Mailbox(target), copied, cancellationToken));
        return copied.Result();
    }
}
