using Mailstead.Accounts.Configuration;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Accounts;

/// <summary>The accounts of configuration and environment.</summary>
public sealed class ConfiguredAccounts(SettingsSource settings) : IAccountRegistry
{
    private const int MaxNamesShown = 20;

    public IReadOnlyList<Account> All => settings.Get().Accounts;

    public Account Find(string? name)
    {
        var current = settings.Get();
        if (name is null && current.DefaultAccount is null) throw NothingChosen(current.Accounts);
        var wanted = name ?? current.DefaultAccount!.Value.Value;
        return current.Accounts.FirstOrDefault(a => string.Equals(a.Id.Value, wanted, StringComparison.Ordinal))
            ?? current.Accounts.FirstOrDefault(a => string.Equals(a.Address, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw NotThere(wanted, current.Accounts);
    }

    private static CallerException NothingChosen(IReadOnlyList<Account> accounts) => accounts.Count == 0
        ? new CallerException("No account is configured.", DomainCodes.UnknownAccount, "Run `mailstead account add`, or `mailstead try` to look around first.")
        : new CallerException("Several accounts are configured and none was named.", DomainCodes.UnknownAccount, $"Name one of: {Names(accounts)}.");

    private static CallerException NotThere(string wanted, IReadOnlyList<Account> accounts)
    {
        var shown = string.Concat(wanted.Take(64).Select(c => char.IsControl(c) ? '\uFFFD' : c));
        var nearest = Suggestion.Closest(wanted, accounts.Select(a => a.Id.Value));
        return new CallerException($"There is no account \"{shown}\".", DomainCodes.UnknownAccount,
            accounts.Count == 0 ? "No account is configured: run `mailstead account add`." : (nearest is null ? "" : $"Did you mean \"{nearest}\"? ") + $"Accounts: {Names(accounts)}.");
    }

    private static string Names(IReadOnlyList<Account> accounts) =>
        string.Join(", ", accounts.Take(MaxNamesShown).Select(a => a.Id.Value)) + (accounts.Count > MaxNamesShown ? ", …" : "");
}
