using Mailstead.Operations.Reading;
using Mailstead.Policies;
using Mailstead.Safety;

namespace Mailstead.Operations;

/// <summary>A conversation, oldest first, of each message what is new in it.</summary>
internal sealed class ReadThread(MessageLocator locator, MessageLoader loader, ThreadFinder finder) : IOperation<ReadThreadRequest, ReadThreadResult>
{
    /// <summary>Messages whose bodies one page fetches.</summary>
    private const int PerPage = 25;
    private const int ShownParticipants = 100;

    public string Name => "read_thread";
    public TimeSpan Deadline => OperationLimits.ReadDeadline;

    public async ValueTask<OperationPlan<ReadThreadResult>> PlanAsync(ReadThreadRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var maxTokens = Arguments.Range("max_tokens", request.MaxTokens, OperationLimits.MinTokens, OperationLimits.MaxTokens);
        var id = Arguments.Required("id", request.Id);
        var hash = CursorCode.HashOf("thread", id);
        var cursor = CursorCode.Read(request.Cursor, hash);
        var message = await locator.LocateAsync(id, Arguments.Line("account", request.Account), cancellationToken);
        return new(
            PolicyQuestion.Of(PolicyAction.Read, message.Account.Id),
            AuditFacts.Of("id", message.Id),
            (_, c, ct) => ReadAsync(message, maxTokens, cursor, hash, c, ct))
        {
            Outcome = r => AuditFacts.OfIds(r.Messages.Select(m => m.Id)),
        };
    }

    private async Task<ReadThreadResult> ReadAsync(LocatedMessage message, int maxTokens, CursorCode? cursor, uint hash, OperationContext context, CancellationToken cancellationToken)
    {
        var members = await finder.FindAsync(message, cancellationToken);

        var first = (int)Math.Min(cursor?.First ?? 0, (uint)members.Count);
        var wanted = members.Skip(first).Take(PerPage).Select(m => m.Located).ToArray();
        var (loaded, _) = await loader.LoadAsync(wanted, context, cancellationToken);
        var offset = loaded.Count > 0 && loaded[0].Located == wanted[0] ? (int)(cursor?.Second ?? 0) : 0;
        var page = MessagePage.Of(loaded, fullQuotes: false, maxTokens, offset);
        var next = page.Next is { } n
            ? new CursorCode((uint)(first + Array.IndexOf(wanted, loaded[n.Index].Located)), (uint)n.Offset, 0)
            : first + wanted.Length < members.Count ? new CursorCode((uint)(first + wanted.Length), 0, 0) : (CursorCode?)null;
        var participants = members
            .SelectMany(m => m.Data.Envelope is { } e ? e.From.Concat(e.To).Concat(e.Cc) : [])
            .DistinctBy(a => a.Address, StringComparer.OrdinalIgnoreCase)
            .Take(ShownParticipants)
            .Select(MessageViews.Shown);
        return new(
            UntrustedText.Line(members[0].Data.Envelope?.Subject ?? "", MessageViews.SubjectLength), members.Count, [.. participants],
            page.Messages, page.EstimatedTokens, next?.Write(hash));
    }
}
