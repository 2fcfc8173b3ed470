using Mailstead.Auditing;
using Mailstead.Errors;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Sessions;

namespace Mailstead.Operations;

/// <summary>The one corridor: session, plan, policy, audit open, the deed, audit close. Every call of every door goes this way, whole.</summary>
internal sealed class OperationPipeline(SessionRegistry sessions, IAuditTrail audit, TimeProvider time)
{
    /// <exception cref="MailException">Whatever goes wrong, with a code; nothing else is thrown but the caller's own cancellation.</exception>
    public async Task<TResult> RunAsync<TRequest, TResult>(IOperation<TRequest, TResult> operation, TRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        sessions.Use(context.Session);
        using var deadline = new CancellationTokenSource(operation.Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var plan = await PlanAsync(operation, request, context, linked.Token, cancellationToken);
        var decision = MailPolicy.Decide(plan.Question);
        if (decision.Verdict == PolicyVerdict.Deny)
        {
            await RecordAsync(Opening(operation.Name, context, plan.Question, decision, isChange: false), new(DomainCodes.Denied, plan.Facts));
            throw new PolicyException(DomainCodes.Denied, decision.Reason);
        }

        var ticket = await audit.OpenAsync(Opening(operation.Name, context, plan.Question, decision, plan.Question.Action != PolicyAction.Read) with { Facts = plan.Facts }, linked.Token);
        try
        {
            var result = await plan.Execute(decision, context, linked.Token);
            await audit.CloseAsync(ticket, new("ok", With(plan.Facts, plan.Outcome?.Invoke(result))), CancellationToken.None);
            return result;
        }
        catch (Exception e)
        {
            var shown = Shown(e, operation.Name, operation.Deadline, cancellationToken);
            await audit.CloseAsync(ticket, new(CodeOf(shown), plan.Facts), CancellationToken.None);
            if (shown == e)
            {
                throw;
            }

            throw shown;
        }
    }

    private async Task<OperationPlan<TResult>> PlanAsync<TRequest, TResult>(
        IOperation<TRequest, TResult> operation, TRequest request, OperationContext context, CancellationToken linked, CancellationToken callers)
    {
        try
        {
            return await operation.PlanAsync(request, context, linked);
        }
        catch (Exception e)
        {
            var shown = Shown(e, operation.Name, operation.Deadline, callers);
            await RecordAsync(new(operation.Name, context.Door, context.Session, Account: null, IsChange: false, "none"), new(CodeOf(shown), new AuditFacts()));
            if (shown == e)
            {
                throw;
            }

            throw shown;
        }
    }

    /// <summary>What a call that changed nothing leaves behind.</summary>
    private async Task RecordAsync(AuditOpening opening, AuditOutcome outcome) =>
        await audit.CloseAsync(await audit.OpenAsync(opening, CancellationToken.None), outcome, CancellationToken.None);

    private static AuditOpening Opening(string operation, OperationContext context, PolicyQuestion question, PolicyDecision decision, bool isChange) =>
        new(operation, context.Door, context.Session, question.Account, isChange, decision.Verdict.ToString().ToLowerInvariant());

    private static Exception Shown(Exception e, string operation, TimeSpan deadline, CancellationToken callers) => e switch
    {
        MailException => e,
        OperationCanceledException when callers.IsCancellationRequested => e,
        OperationCanceledException => new TransportLostException(ErrorCodes.Timeout, $"{operation} did not end within {deadline.TotalSeconds:0} s.", "Try again, with less at once.", inner: e),
        _ => new InternalErrorException(operation, e),
    };

    private static string CodeOf(Exception shown) => shown is MailException e ? e.Code : "cancelled";

    private static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> facts, IReadOnlyDictionary<string, string>? more)
    {
        if (more is null)
        {
            return facts;
        }

        var all = new Dictionary<string, string>(facts, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }
}
