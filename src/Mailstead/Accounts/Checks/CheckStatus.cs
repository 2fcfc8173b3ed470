namespace Mailstead.Accounts.Checks;

/// <summary><see cref="Skipped"/>: a step before it failed.</summary>
public enum CheckStatus { Ok, Warning, Failed, Skipped }
