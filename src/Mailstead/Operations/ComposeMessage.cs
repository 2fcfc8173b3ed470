using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mailstead.Auditing;
using Mailstead.Operations.Composing;
using Mailstead.Operations.Reading;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Safety;

namespace Mailstead.Operations;

/// <summary>Writes a message: sends it when policy allows, else leaves it as a draft for a person. A repeated call gets the first one's answer.</summary>
internal sealed class ComposeMessage(MessagePlanner planner, AttachmentReader attachments, MessageDispatch dispatch, SentLedger ledger)
    : IOperation<ComposeMessageRequest, ComposeMessageResult>
{
    public string Name => "compose_message";
    public TimeSpan Deadline => OperationLimits.SendDeadline;

    public async ValueTask<OperationPlan<ComposeMessageResult>> PlanAsync(ComposeMessageRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var key = Arguments.Line("idempotency_key", request.IdempotencyKey, 200);
        var planned = await planner.PlanAsync(request, context, cancellationToken);
        var account = planned.Account;
        var question = request.Send
            ? new PolicyQuestion(PolicyAction.Send, account.Id, planned.Recipients.Envelope, [account.Address, .. account.Aliases], account.AllowedRecipients)
            : PolicyQuestion.Of(PolicyAction.SaveDraft, account.Id);
        var facts = new AuditFacts
        {
            ["mode"] = request.Mode,
            ["recipients"] = AuditDigest.OfRecipients(planned.Recipients.Envelope),
            ["attachments"] = (planned.Attachments.Count + planned.LocalFiles.Count).ToString(CultureInfo.InvariantCulture),
            ["message_id"] = planned.MessageId,
        };
        if (planned.Original is { } original)
        {
            facts["in_reply_to"] = original.Id;
        }

        return new(question, facts, (decision, c, ct) => ledger.OnceAsync(account.Id, key, ContentHash(request, planned), () => WriteAsync(planned, request.Send, decision, c, ct), ct))
        {
            Outcome = r => new AuditFacts { ["status"] = r.Status, ["sent_message_id"] = r.MessageId, ["draft"] = r.DraftId ?? "" },
        };
    }

    private async Task<ComposeMessageResult> WriteAsync(PlannedMessage planned, bool send, PolicyDecision decision, OperationContext context, CancellationToken cancellationToken)
    {
        if (send && decision.Verdict == PolicyVerdict.Allow && planned.Account.Smtp is null)
        {
            throw new CallerException($"The account '{planned.Account.Id}' has no SMTP server.", ErrorCodes.Unsupported, "Save a draft with send: false, or configure SMTP for the account.");
        }

        var attached = await attachments.ReadAsync(planned, context, cancellationToken);
        if (send && decision.Verdict == PolicyVerdict.Allow)
        {
            var (status, note) = await dispatch.SendAsync(planned, attached, cancellationToken);
            return Result(status, note, draftId: null);
        }

        var draft = await dispatch.SaveDraftAsync(planned, attached, cancellationToken);
        return send
            ? Result("held", $"NOT sent: {decision.Reason} It waits in the Drafts folder. Do not send it again; a person approves it by sending the draft from a mail program.", draft)
            : Result("draft", "Saved in the Drafts folder; not sent.", draft);

        ComposeMessageResult Result(string status, string note, string? draftId) => new(
            status, note, planned.MessageId, [.. planned.Recipients.Envelope.Select(r => UntrustedText.Line(r, MessageViews.AddressLength))],
            UntrustedText.Line(planned.Subject, MessageViews.SubjectLength), draftId);
    }

    /// <summary>Of the envelope and of all that the caller chose; what differs from call to call (Message-ID, date) is left out.</summary>
    private static string ContentHash(ComposeMessageRequest request, PlannedMessage planned)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[][] parts =
        [
            [request.Mode, request.Format, request.Send ? "send" : "draft", planned.Original?.Id ?? ""],
            [.. planned.Recipients.To.Select(a => a.Address)], [.. planned.Recipients.Cc.Select(a => a.Address)], [.. planned.Recipients.Bcc.Select(a => a.Address)],
            [planned.Subject, planned.TextBody],
            [.. planned.Attachments.Select(a => $"{a.Message.Id}/{a.Part}")], [.. planned.LocalFiles],
        ];
        foreach (var text in parts.SelectMany(p => p.Append("\u0001")))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
