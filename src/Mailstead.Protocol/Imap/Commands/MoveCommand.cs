using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID MOVE (RFC 6851), else COPY + STORE \Deleted + UID EXPUNGE of just these; without UIDPLUS the originals stay flagged \Deleted and the result says so.</summary>
public sealed class MoveCommand(UidSet uids, MailboxName target) : ImapCommand<CopyResult>
{
    internal override async Task<CopyResult> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        if (!line.Offers("MOVE") && !line.Offers("IMAP4REV2"))
            return await CopyAndDeleteAsync(line, uids, cancellationToken);
        var moved = new CopyReader(uids, line.Limits);
        try
        {
            await ImapLine.EachLineAsync(uids, set => MoveAsync(line, set, moved, cancellationToken));
        }
        catch (NotUnderstoodException)
        {
            // QUIRK: announced, and answered BAD; a command that was not understood has moved nothing. What other lines of this call moved is gone from here and is skipped by the copy.
            line.State.Distrust("MOVE");
            var copied = await CopyAndDeleteAsync(line, uids, cancellationToken);
            return copied with { Map = copied.Map.Concat(moved.Result().Map).DistinctBy(p => p.Key).ToDictionary() };
        }
        return moved.Result();
    }

    private async Task MoveAsync(ImapLine line, string set, CopyReader moved, CancellationToken cancellationToken)
    {
        var answer = await line.TrySendAsync(line.Write("UID MOVE "u8).Set(set).Space().Mailbox(target), moved, cancellationToken);
        if (answer.Condition == StatusCondition.Bad)
            throw new NotUnderstoodException();
        if (answer.Condition != StatusCondition.Ok)
            throw Refusal.From(answer, "MOVE");
    }

    private async Task<CopyResult> CopyAndDeleteAsync(ImapLine line, UidSet set, CancellationToken cancellationToken)
    {
        var copied = await new CopyCommand(set, target).StartAsync(line, cancellationToken);
        await new StoreCommand(set, StoreMode.Add, [Flag.Deleted]).StartAsync(line, cancellationToken);
        if (!line.Offers("UIDPLUS") && !line.Offers("IMAP4REV2"))
            return copied with { OriginalsRemain = true };
        await new ExpungeCommand(set).StartAsync(line, cancellationToken);
        return copied;
    }

    /// <summary>Never leaves this class.</summary>
    private sealed class NotUnderstoodException : Exception;
}
