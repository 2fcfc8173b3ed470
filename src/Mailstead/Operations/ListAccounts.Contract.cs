namespace Mailstead.Operations;

public sealed record ListAccountsRequest;

public sealed record ListAccountsResult(IReadOnlyList<AccountView> Accounts);

/// <param name="CanSend">Has an SMTP server.</param>
/// <param name="Error">Code of the last connection failure.</param>
public sealed record AccountView(string Account, string Address, string DisplayName, bool Default, bool CanSend, bool Healthy, string? Error = null);
