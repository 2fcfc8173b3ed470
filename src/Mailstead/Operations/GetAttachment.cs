using System.Security.Cryptography;
using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Operations.Reading;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Safety;

namespace Mailstead.Operations;

/// <summary>One attachment: fetched alone, decoded, and given as text, as a file in the download folder, or as bytes.</summary>
internal sealed class GetAttachment(MessageLocator locator, AttachmentFetch fetch, DownloadJail jail) : IOperation<GetAttachmentRequest, GetAttachmentResult>
{
    public string Name => "get_attachment";
    public TimeSpan Deadline => OperationLimits.ChangeDeadline;

    public async ValueTask<OperationPlan<GetAttachmentResult>> PlanAsync(GetAttachmentRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var part = Arguments.Required("part", request.Part);
        var saveAs = Arguments.Line("save_as", request.SaveAs);
        var maxTokens = Arguments.Range("max_tokens", request.MaxTokens, OperationLimits.MinTokens, OperationLimits.MaxTokens);
        var message = await locator.LocateAsync(Arguments.Required("id", request.Id), Arguments.Line("account", request.Account), cancellationToken);
        return new(
            PolicyQuestion.Of(PolicyAction.Read, message.Account.Id),
            AuditFacts.Of("id", message.Id),
            async (_, _, ct) =>
            {
                var attachment = await fetch.GetAsync(message, part, ct);
                return await AnswerAsync(attachment, request.Save || saveAs is not null, saveAs, maxTokens, request.WithContent, ct);
            })
        {
            Outcome = r => new AuditFacts { ["sha256"] = r.Sha256, ["saved"] = r.Path is null ? "no" : "yes" },
        };
    }

    private async Task<GetAttachmentResult> AnswerAsync(FetchedAttachment attachment, bool save, string? saveAs, int maxTokens, bool withContent, CancellationToken cancellationToken)
    {
        var path = save ? await jail.SaveAsync(saveAs ?? attachment.Name, attachment.Content, cancellationToken) : null;
        var text = save ? null : TextOf(attachment);
        var slice = text is null ? ((string Part, int? Next)?)null : TextBudget.Slice(text, 0, maxTokens);
        return new(attachment.Name, attachment.MediaType, attachment.Content.Length, Convert.ToHexStringLower(SHA256.HashData(attachment.Content)), path, slice?.Part, slice?.Next is not null)
        {
            Content = withContent ? attachment.Content : null,
        };
    }

    /// <summary>Null for what is not text.</summary>
    private static string? TextOf(FetchedAttachment attachment) => attachment.MediaType switch
    {
        "text/html" => VisibleText.Of(attachment.Part.DecodeText()).Text,
        _ when attachment.Part.IsText => UntrustedText.Block(attachment.Part.DecodeText()),
        _ => null,
    };
}
