namespace Mailstead.Connections;

/// <param name="Error">Code of the last failure; null when healthy.</param>
public sealed record ConnectionHealth(AccountId Account, bool Healthy, string? Error, int Open, int Idle, int Leased, int Waiting, bool CircuitOpen, string Mode);
