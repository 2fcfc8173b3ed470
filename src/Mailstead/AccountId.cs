namespace Mailstead;

/// <summary>The account's name in configuration and in every door: 1 to 64 of a-z, 0-9, '-', '_', '.'.</summary>
public readonly record struct AccountId(string Value)
{
    public override string ToString() => Value;
}
