namespace Mailstead.Accounts.Credentials;

/// <summary>vault.json.</summary>
/// <param name="Version">Of the format; part of what is authenticated.</param>
internal sealed record VaultContent(int Version, SortedDictionary<string, VaultEntry> Entries)
{
    public const int CurrentVersion = 1;
}
