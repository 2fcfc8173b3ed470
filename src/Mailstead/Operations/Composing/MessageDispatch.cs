using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Mime.Composing;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Smtp;

namespace Mailstead.Operations.Composing;

/// <summary>What happens to a written message: it becomes a draft, or it goes out, its copy to Sent, and the original is marked. Once it may be out nothing makes it go out again.</summary>
internal sealed class MessageDispatch(IMailConnections connections, OwnCopies copies, TimeProvider time)
{
    private static readonly Flag Forwarded = new("$Forwarded");

    public async Task<string?> SaveDraftAsync(PlannedMessage planned, IReadOnlyList<DraftAttachment> attachments, CancellationToken cancellationToken) =>
        await copies.SaveAsync(planned.Account, FolderType.Drafts, Written(planned, attachments, keepBcc: true), planned.MessageId, [Flag.Draft, Flag.Seen], cancellationToken);

    /// <summary>sent, or unknown, with a note. A failure before the final dot is thrown: nothing was sent.</summary>
    public async Task<(string Status, string Note)> SendAsync(PlannedMessage planned, IReadOnlyList<DraftAttachment> attachments, CancellationToken cancellationToken)
    {
        var message = Written(planned, attachments, keepBcc: false);
        var envelope = new SmtpEnvelope(planned.From.WireAddress, planned.Recipients.Wire);
        var mayBeOut = false;
        var submission = connections.SubmitAsync(planned.Account, (smtp, ct) =>
        {
            Volatile.Write(ref mayBeOut, false);
            return smtp.SendAsync(envelope, message, _ =>
            {
                // Here the caller's own token is asked, and not the one that it is linked to, which may hear of it later:
                // a caller who has been told that nothing went out is never proved wrong.
                Interlocked.Exchange(ref mayBeOut, true);
                cancellationToken.ThrowIfCancellationRequested();
                return ValueTask.CompletedTask;
            }, ct);
        }, cancellationToken);
        try
        {
            await submission.WaitAsync(cancellationToken);
        }
        catch (ServerRefusedException)
        {
            throw;
        }
        catch (OperationCanceledException) when (Volatile.Read(ref mayBeOut) && !submission.IsCompleted)
        {
            // The dot cannot be called back, and a server may take minutes over it: the caller is not kept waiting.
            _ = FinishAsync(submission, planned, attachments);
            return await LookAfterAsync(planned);
        }
        catch (Exception e) when (Volatile.Read(ref mayBeOut) || e is MailException { Code: ErrorCodes.DeliveryUnknown })
        {
            return await LookAfterAsync(planned);
        }

        return ("sent", await FollowUpAsync(planned, attachments));
    }

    /// <summary>What nobody waits for any more. Its outcome was told as unknown; when the server does take the message, the copy and the mark are made all the same.</summary>
    private async Task FinishAsync(Task<SmtpReceipt> submission, PlannedMessage planned, IReadOnlyList<DraftAttachment> attachments)
    {
        try
        {
            await submission;
            await FollowUpAsync(planned, attachments);
        }
        catch (Exception)
        {
            // Refused, lost, or the program ends: the answer stays unknown.
        }
    }

    /// <exception cref="CallerException">A name, an address or a type that cannot be written in a header.</exception>
    private static byte[] Written(PlannedMessage planned, IReadOnlyList<DraftAttachment> attachments, bool keepBcc)
    {
        try
        {
            return MessageComposer.Compose(planned.Draft(attachments, keepBcc));
        }
        catch (FormatException e)
        {
            throw new CallerException($"The message cannot be written: {e.Message}");
        }
    }

    /// <summary>The line was lost after the final dot. Servers that file what they send prove it; nothing else does.</summary>
    private async Task<(string Status, string Note)> LookAfterAsync(PlannedMessage planned)
    {
        using var deadline = new CancellationTokenSource(OperationLimits.LookupDeadline, time);
        try
        {
            if (await copies.FindAsync(planned.Account, FolderType.Sent, planned.MessageId, deadline.Token) is not null)
            {
                return ("sent", "Sent: the connection was lost at the end, and the server's Sent folder has the message.");
            }
        }
        catch (Exception)
        {
            // Nothing learnt: the answer stays unknown.
        }

        return ("unknown", "The connection was lost after the whole message was out: it may or may not have been sent. Do not send it again; ask the person to look in the Sent folder or to ask the recipient.");
    }

    /// <summary>The mail is out: neither the caller's cancelling nor any failure here, a mistake of ours included, may look like a failure to send.</summary>
    private async Task<string> FollowUpAsync(PlannedMessage planned, IReadOnlyList<DraftAttachment> attachments)
    {
        using var deadline = new CancellationTokenSource(OperationLimits.ChangeDeadline, time);
        var note = "Sent.";
        if (!planned.Account.Provider.SavesSentMail)
        {
            try
            {
                await copies.SaveAsync(planned.Account, FolderType.Sent, Written(planned, attachments, keepBcc: true), planned.MessageId, [Flag.Seen], deadline.Token);
            }
            catch (Exception e)
            {
                note += $" The copy in the Sent folder could not be saved ({Code(e)}); do not send again.";
            }
        }

        if (planned.Original is { } original)
        {
            try
            {
                await MarkAsync(original, planned.IsForward ? Forwarded : Flag.Answered, deadline.Token);
            }
            catch (Exception)
            {
                note += " The original could not be marked as answered.";
            }
        }

        return note;
    }

    private static string Code(Exception e) => e switch
    {
        MailException mail => mail.Code,
        OperationCanceledException => ErrorCodes.Timeout,
        _ => DomainCodes.InternalError,
    };

    private Task<bool> MarkAsync(LocatedMessage original, Flag flag, CancellationToken cancellationToken) =>
        connections.RunAsync(original.Account, original.Folder.Name, WorkKind.IdempotentChange, (c, ct) =>
        {
            MessageLocator.CheckValidity(c, original.Key.Validity);
            return c.ExecuteAsync(new StoreCommand(UidSet.Of([original.Uid]), StoreMode.Add, [flag]), ct);
        }, cancellationToken);
}
