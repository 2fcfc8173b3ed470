using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID EXPUNGE (RFC 4315). Without UIDPLUS it is refused with unsupported: plain EXPUNGE would take others' messages.</summary>
public sealed class ExpungeCommand(UidSet uids) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        if (!line.Offers("UIDPLUS") && !line.Offers("IMAP4REV2"))
            throw new CallerException("The server cannot remove chosen messages only (it lacks UIDPLUS).", ErrorCodes.Unsupported, "Move them to the trash instead.");
        await ImapLine.EachLineAsync(uids, set => line.SendAsync("EXPUNGE", line.Write("UID EXPUNGE "u8).Set(set), sink: null, cancellationToken));
        return true;
    }
}
