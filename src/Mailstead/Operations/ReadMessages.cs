using Mailstead.Operations.Reading;
using Mailstead.Policies;

namespace Mailstead.Operations;

/// <summary>Messages as text, many at once, within one budget of tokens.</summary>
internal sealed class ReadMessages(MessageLocator locator, MessageLoader loader) : IOperation<ReadMessagesRequest, ReadMessagesResult>
{
    public string Name => "read_messages";
    public TimeSpan Deadline => OperationLimits.ReadDeadline;

    public async ValueTask<OperationPlan<ReadMessagesResult>> PlanAsync(ReadMessagesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var ids = Arguments.Ids("ids", request.Ids, OperationLimits.ReadIds);
        var maxTokens = Arguments.Range("max_tokens", request.MaxTokens, OperationLimits.MinTokens, OperationLimits.MaxTokens);
        var hash = CursorCode.HashOf(["read", request.FullQuotes ? "full" : "new", .. ids]);
        var cursor = CursorCode.Read(request.Cursor, hash);
        var accountName = Arguments.Line("account", request.Account);

        // A page starts where the last one ended: messages before it are neither fetched nor told again.
        var first = (int)Math.Min(cursor?.First ?? 0, (uint)ids.Count);
        var (found, errors) = await locator.LocateAsync([.. ids.Skip(first)], accountName, cancellationToken);
        var account = found.Select(m => m.Account.Id).Distinct().ToArray() is [var only] ? only : (AccountId?)null;
        return new(
            PolicyQuestion.Of(PolicyAction.Read, account),
            AuditFacts.OfIds(found.Select(m => m.Id)),
            async (_, c, ct) =>
            {
                var (loaded, missing) = await loader.LoadAsync(found, c, ct);
                var offset = loaded.Count > 0 && string.Equals(loaded[0].Located.Id, ids[first], StringComparison.Ordinal) ? (int)(cursor?.Second ?? 0) : 0;
                var page = MessagePage.Of(loaded, request.FullQuotes, maxTokens, offset);
                var next = page.Next is { } n
                    ? new CursorCode((uint)IndexOf(ids, loaded[n.Index].Located.Id), (uint)n.Offset, 0).Write(hash)
                    : null;
                return new(page.Messages, [.. errors, .. missing], page.EstimatedTokens, next);
            });
    }

    private static int IndexOf(IReadOnlyList<string> ids, string id)
    {
        var index = 0;
        while (!string.Equals(ids[index], id, StringComparison.Ordinal))
        {
            index++;
        }

        return index;
    }
}
