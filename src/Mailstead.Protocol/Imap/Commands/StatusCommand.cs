using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>STATUS of one mailbox.</summary>
public sealed class StatusCommand(MailboxName mailbox) : ImapCommand<MailboxStatus>, IResponseSink
{
    private MailboxStatus? _found;
    private bool _utf8;

    internal static string Items(ImapLine line) =>
        line.Offers("CONDSTORE") ? "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ)" : "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)";

    bool IResponseSink.Take(scoped in Untagged response)
    {
        if (response.Kind != UntaggedKind.Status)
            return false;
        var (name, status) = StatusReader.Read(response.Body(), _utf8);
        if (name != mailbox)
            return false;
        _found = status;
        return true;
    }

    internal override async Task<MailboxStatus> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _utf8 = line.State.Utf8;
        await line.SendAsync("STATUS", line.Write("STATUS "u8).Mailbox(mailbox).Space().Atom(Items(line)), this, cancellationToken);
        return _found ?? throw new ServerRefusedException(ErrorCodes.ServerRefused, "The server accepted STATUS and told nothing of the mailbox.");
    }
}
