using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations;

/// <summary>The accounts there are, and how their connections do. Asks no server.</summary>
internal sealed class ListAccounts(IAccountRegistry accounts, IMailConnections connections) : IOperation<ListAccountsRequest, ListAccountsResult>
{
    public string Name => "list_accounts";
    public TimeSpan Deadline => OperationLimits.ReadDeadline;

    public ValueTask<OperationPlan<ListAccountsResult>> PlanAsync(ListAccountsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new OperationPlan<ListAccountsResult>(
            PolicyQuestion.Of(PolicyAction.Read), new AuditFacts(), (_, _, _) => Task.FromResult(List())));

    private ListAccountsResult List()
    {
        var usual = Default();
        var health = connections.Health().ToDictionary(h => h.Account);
        return new([.. accounts.All.Select(a =>
        {
            var state = health.GetValueOrDefault(a.Id);
            return new AccountView(a.Id.Value, a.Address, a.DisplayName, a.Id == usual, a.Smtp is not null, state?.Healthy ?? true, state?.Error);
        })]);
    }

    /// <summary>Null when several accounts exist and none is the default.</summary>
    private AccountId? Default()
    {
        try
        {
            return accounts.Find(name: null).Id;
        }
        catch (MailException e) when (string.Equals(e.Code, DomainCodes.UnknownAccount, StringComparison.Ordinal))
        {
            return null;
        }
    }
}
