namespace Mailstead.Accounts;

/// <summary>The accounts that exist now. A snapshot, swapped whole on reload. Two implementations: configuration, and the sandbox's one account.</summary>
public interface IAccountRegistry
{
    IReadOnlyList<Account> All { get; }

    /// <summary>By name; null means the only one, or the configured default.</summary>
    /// <exception cref="Protocol.Errors.CallerException">unknown_account, naming the valid ones.</exception>
    Account Find(string? name);
}
